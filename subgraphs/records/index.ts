import type { SubgraphDefinition } from '../../shared/subgraph/build.js';
import { recordsLoaders, type RecordsLoaders } from './loaders.js';
import { RecallResolver } from './recall-resolvers.js';
import { resolveSchool } from './references.js';
import { RecordProgressChangeResolver, RecordProgressResolver, RecordsSchoolResolver } from './resolvers.js';
import { School } from './types.js';
import { RecordUnitResolver } from './unit-resolvers.js';

/** Records (II.1-2): how many of each school's records stand in which state of their way, never whose. */
export const records: SubgraphDefinition<RecordsLoaders> = {
  name: 'records',
  resolvers: [
    RecordsSchoolResolver,
    RecordProgressResolver,
    RecordProgressChangeResolver,
    RecordUnitResolver,
    RecallResolver,
  ],
  types: [School],
  references: { School: resolveSchool },
  loaders: recordsLoaders,
};

export { recordsConsumers } from './consumers.js';
export { setScope, type SetScope } from './scope.js';
export { updateRecordCounts, type UpdatedGrade, type UpdateRecordCounts } from './service.js';
export { pushRecords, type PushAnswer, type PushRecords } from './units/push.js';
export { decideRecall, type DecideRecall } from './recalls/decide.js';
export { lockSchoolYear, type LockedYear } from './recalls/lock.js';
export { requestRecall, type RequestRecall } from './recalls/request.js';
export { reconcileCounters, type CounterDifference } from './units/reconcile.js';
export {
  importRecordUnits,
  type ImportFault,
  type ImportOptions,
  type ImportReport,
} from './units/import.js';
