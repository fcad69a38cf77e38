import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { TrainingContext } from '../context.js';
import { loadCompletion } from '../references.js';
import { correctTraining } from '../service/correct.js';
import { importAttendance } from '../service/import-attendance.js';
import { recordTraining } from '../service/record.js';
import { ImportAttendanceInput, ImportAttendancePayload } from '../types/imports.js';
import {
  CorrectTrainingInput,
  CorrectTrainingPayload,
  RecordTrainingInput,
  RecordTrainingPayload,
} from '../types/operations.js';

@Resolver()
export class RecordResolver {
  @Mutation(() => RecordTrainingPayload, {
    description:
      "Ghi nhận tập huấn. A school's people for their own school, the office for any; totals stay within the headcount of the register.",
  })
  async recordTraining(
    @Arg('input', () => RecordTrainingInput, { description: 'Buổi tập huấn và số người.' })
    input: RecordTrainingInput,
    @Ctx() context: TrainingContext,
  ): Promise<RecordTrainingPayload> {
    const session = await recordTraining(context.session, input);
    return { session, training: await loadCompletion(input.school, context), school: { code: input.school } };
  }

  @Mutation(() => CorrectTrainingPayload, {
    description:
      "Sửa số liệu tập huấn đã nhập tay. A school's people for their own school, the office for any; the history keeps what stood before.",
  })
  async correctTraining(
    @Arg('input', () => CorrectTrainingInput, { description: 'Số liệu đúng và lý do.' })
    input: CorrectTrainingInput,
    @Ctx() context: TrainingContext,
  ): Promise<CorrectTrainingPayload> {
    await correctTraining(context.session, input);
    return { training: await loadCompletion(input.school, context), school: { code: input.school } };
  }

  @Mutation(() => ImportAttendancePayload, {
    description:
      "Nhập danh sách dự tập huấn. Distinct people by staff code, kept as a digest; a list takes the place of counts typed in for the same session. A school's people for their own school, the office for any.",
  })
  async importAttendance(
    @Arg('input', () => ImportAttendanceInput, { description: 'Bảng.' }) input: ImportAttendanceInput,
    @Ctx() context: TrainingContext,
  ): Promise<ImportAttendancePayload> {
    const { schools, ...outcome } = await importAttendance(context.session, input);
    return { ...outcome, schools: schools.map((code) => ({ code })) };
  }
}
