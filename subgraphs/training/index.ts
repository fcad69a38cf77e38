import type { SubgraphDefinition } from '../../shared/subgraph/build.js';
import { trainingLoaders, type TrainingLoaders } from './loaders.js';
import { resolveSchool } from './references.js';
import { TrainingChangeResolver } from './resolvers/changes.js';
import { TrainingHistoryResolver } from './resolvers/history.js';
import { OrganisedSessionResolver, TrainingAttendanceResolver } from './resolvers/organised.js';
import { RecordResolver } from './resolvers/record.js';
import { TrainingCompletionResolver, TrainingSchoolResolver } from './resolvers/training.js';
import { School } from './types/training.js';

/** Training (III-3, IV.2-5): sessions, attendance by group, and how much of each group is trained. */
export const training: SubgraphDefinition<TrainingLoaders> = {
  name: 'training',
  resolvers: [
    TrainingSchoolResolver,
    TrainingCompletionResolver,
    TrainingHistoryResolver,
    RecordResolver,
    OrganisedSessionResolver,
    TrainingAttendanceResolver,
    TrainingChangeResolver,
  ],
  types: [School],
  references: { School: resolveSchool },
  loaders: trainingLoaders,
};

export { trainingConsumers } from './consumers.js';
export { attendanceColumns } from './service/attendance-table.js';
export { correctTraining, type CorrectTraining } from './service/correct.js';
export { importAttendance, type ImportedAttendance } from './service/import-attendance.js';
export { planTraining, type PlanTraining } from './service/plan.js';
export { recordTraining, type RecordedTraining, type RecordTraining } from './service/record.js';
