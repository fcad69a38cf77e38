import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';

import { Forbidden } from '../../shared/errors.js';
import { pageRequest, toConnection } from '../../shared/subgraph/connection.js';
import { CursorScalar } from '../../shared/subgraph/scalars.js';
import type { RecordsContext } from './context.js';
import { mayReadRecords } from './policy.js';
import { toGradeProgress } from './progress.js';
import { explainRejection } from './rejection.js';
import { listRejected } from './unit-rows.js';
import {
  PushRecordsInput,
  PushRecordsPayload,
  RejectedRecord,
  RejectedRecordConnection,
} from './unit-types.js';
import { pushRecords } from './units/push.js';

@Resolver(() => RejectedRecord)
export class RecordUnitResolver {
  @Query(() => RejectedRecordConnection, {
    description:
      "Học bạ bị từ chối của một trường, with what each code means; for those who may see the school's records.",
  })
  async rejectedRecords(
    @Arg('school', () => ID, { description: 'Mã trường.' }) school: string,
    @Arg('schoolYear', () => String, { description: 'Năm học, for example `2023-2024`.' }) schoolYear: string,
    @Arg('first', () => Int, { nullable: true, description: 'Số dòng, 1 to 500; 50 when left out.' }) first:
      | number
      | null,
    @Arg('after', () => CursorScalar, { nullable: true, description: 'Con trỏ: the list goes on after it.' })
    after: string | null,
    @Ctx() { actor, session }: RecordsContext,
  ): Promise<RejectedRecordConnection> {
    if (!mayReadRecords(actor, school))
      throw new Forbidden({ action: 'read rejected records', role: actor.role, school });
    const page = pageRequest({ first, after });
    const { rows, totalCount } = await session.read('records', (db) =>
      listRejected(db, { school, schoolYear }, page),
    );
    return toConnection(
      rows,
      page,
      totalCount,
      (row) => [row.grade, row.class, row.uuid],
      ({ at, ...row }) => ({
        ...row,
        school: { code: row.school },
        explanation: explainRejection(row.errorCode),
        since: new Date(at),
      }),
    );
  }

  @Mutation(() => PushRecordsPayload, {
    description:
      "Nạp đơn vị học bạ. A provider's system for the schools that it serves, a school's people for their own: all units of the call or none. Each fault is listed in `units` of the error. From the first unit on the year's counts follow from units.",
  })
  async pushRecords(
    @Arg('input', () => PushRecordsInput, { description: 'Trường, năm học và các đơn vị.' })
    input: PushRecordsInput,
    @Ctx() { session }: RecordsContext,
  ): Promise<PushRecordsPayload> {
    const { grades, ...answer } = await pushRecords(session, input);
    return {
      ...answer,
      grades: grades.map(({ grade, version, updatedAt, ...counts }) =>
        toGradeProgress(grade, counts, { version, updatedAt: new Date(updatedAt) }),
      ),
      school: { code: input.school },
    };
  }
}
