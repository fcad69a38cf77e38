import type { SubgraphDefinition } from '../../shared/subgraph/build.js';
import { schoolsLoaders, type SchoolsLoaders } from './loaders.js';
import { resolveDistrict, resolveProvider, resolveSchool, resolveWard } from './references.js';
import { AccessResolver } from './resolvers/access.js';
import { DistrictResolver } from './resolvers/district.js';
import { ImportResolver } from './resolvers/imports.js';
import { MeResolver } from './resolvers/me.js';
import { PersonResolver } from './resolvers/person.js';
import { ProviderResolver } from './resolvers/provider.js';
import { SchoolResolver } from './resolvers/school.js';
import { StatusResolver } from './resolvers/status.js';

/** The register: organisation tree, schools, people, enrolment, providers, and who the caller is. */
export const schools: SubgraphDefinition<SchoolsLoaders> = {
  name: 'schools',
  resolvers: [
    SchoolResolver,
    MeResolver,
    DistrictResolver,
    ProviderResolver,
    PersonResolver,
    StatusResolver,
    ImportResolver,
    AccessResolver,
  ],
  references: {
    School: resolveSchool,
    Ward: resolveWard,
    District: resolveDistrict,
    ServiceProvider: resolveProvider,
  },
  loaders: schoolsLoaders,
};

export { schoolsConsumers } from './consumers.js';
export { invitePerson, TOOL_TOKEN_PREFIX, type InvitePerson } from './service/access/grant.js';
export {
  acceptInvitation,
  findInvitation,
  findToolToken,
  isLetIn,
  listWithdrawals,
  type Invitation,
  type Withdrawal,
} from './service/access/register.js';
export { recordHeadcount, type DatedHeadcount } from './service/headcount.js';
export { headcountColumns, importHeadcounts } from './service/import-headcounts.js';
export { importSchools, schoolColumns } from './service/import-schools.js';
export type { Imported, ImportTable } from './service/import.js';
export { removeContact, setContact, type SetContact } from './service/person.js';
export {
  recordCommitment,
  registerProviders,
  setProviders,
  type RecordCommitment,
} from './service/provider.js';
export { recordEnrolment, registerSchool, type RegisterSchool } from './service/register.js';
export { closeSchool, reopenSchool, type ChangeStatus } from './service/status.js';
export { isAllSynthetic } from './service/synthetic.js';
