import type { SubgraphDefinition } from '../../shared/subgraph/build.js';
import { readinessLoaders, type ReadinessLoaders } from './loaders.js';
import { resolveSchool } from './references.js';
import { SignatureBatchResolver } from './resolvers/batches.js';
import { CertificateResolver } from './resolvers/certificate.js';
import { ReadinessChangesResolver } from './resolvers/changes.js';
import { ChecklistResolver } from './resolvers/checklist.js';
import { CommentResolver } from './resolvers/comments.js';
import {
  CertificateEvidenceResolver,
  CommunicationEvidenceResolver,
  EvidenceResolver,
  ItemEvidenceResolver,
  WorkingGroupEvidenceResolver,
} from './resolvers/evidence.js';
import { InboxResolver } from './resolvers/inbox.js';
import { OrganisationResolver } from './resolvers/organisation.js';
import { SchoolReadinessResolver } from './resolvers/school.js';
import { SignatureCoverageResolver } from './resolvers/signatures.js';
import { TemplateResolver } from './resolvers/template.js';

/** Readiness: what schools declare of their conditions, and what the office makes of it. */
export const readiness: SubgraphDefinition<ReadinessLoaders> = {
  name: 'readiness',
  resolvers: [
    SchoolReadinessResolver,
    ChecklistResolver,
    CertificateResolver,
    OrganisationResolver,
    SignatureCoverageResolver,
    ReadinessChangesResolver,
    SignatureBatchResolver,
    CommentResolver,
    InboxResolver,
    TemplateResolver,
    EvidenceResolver,
    ItemEvidenceResolver,
    CertificateEvidenceResolver,
    WorkingGroupEvidenceResolver,
    CommunicationEvidenceResolver,
  ],
  references: { School: resolveSchool },
  loaders: readinessLoaders,
};

export { readinessConsumers } from './consumers.js';
export { createEvidenceDoor } from './evidence/door.js';
export { openEvidenceStore, type EvidenceStore } from './evidence/store.js';
export {
  approveCertificate,
  declareCertificate,
  expireCertificates,
  registerCertificate,
  rejectCertificate,
  revokeCertificate,
} from './service/certificate.js';
export { readChecklistVersion, saveChecklistItem, submitChecklist } from './service/checklist.js';
export { itemKey } from './service/item.js';
export { assignDuty, logCommunication, setWorkingGroup } from './service/organisation.js';
export { declareSignatures, followSignatureDates } from './service/signatures.js';
export { reopenItem, returnItem, setNotApplicable, verifyItems } from './service/verification.js';
