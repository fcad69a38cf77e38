import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';

import { Forbidden } from '../../shared/errors.js';
import { Coalesce } from '../../shared/subgraph/coalesce.js';
import { CursorScalar, DateTimeScalar } from '../../shared/subgraph/scalars.js';
import { followRecords, type FollowRecords } from './changes.js';
import type { RecordsContext } from './context.js';
import {
  RecordChangeFilter,
  RecordProgressChange,
  UpdateRecordCountsInput,
  UpdateRecordCountsPayload,
} from './operations.js';
import { aggregatedSchools, mayReadAggregates, mayReadRecords } from './policy.js';
import { toDistrictProgress, toGradeProgress } from './progress.js';
import { loadProgress } from './references.js';
import { readScope, sumGrades } from './rows.js';
import { outOfScope, unknownYear } from './scope.js';
import { updateRecordCounts } from './service.js';
import { RecordProgress, School } from './types.js';

@Resolver(() => School)
export class RecordsSchoolResolver {
  @FieldResolver(() => RecordProgress, {
    nullable: true,
    description:
      "Tiến độ học bạ số của trường; null where it is not the caller's to see or the year is not in scope.",
  })
  async records(
    @Root() { code }: School,
    @Arg('schoolYear', () => String, {
      nullable: true,
      description: 'Năm học, for example `2023-2024`; the latest in scope that has begun when left out.',
    })
    schoolYear: string | null,
    @Arg('grade', () => Int, { nullable: true, description: 'Khối; all in scope when left out.' }) grade:
      | number
      | null,
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description: 'Tại thời điểm. What was shown then; now when left out.',
    })
    asOf: Date | null,
    @Ctx() context: RecordsContext,
  ): Promise<RecordProgress | null> {
    if (!mayReadRecords(context.actor, code)) return null;
    const key = { school: code, schoolYear: schoolYear ?? null, asOf: asOf ?? null };
    return loadProgress(key, grade ?? null, context);
  }
}

@Resolver(() => RecordProgress)
export class RecordProgressResolver {
  @Query(() => RecordProgress, {
    description:
      "Tiến độ học bạ số toàn quận. All schools in the plan together, as a funnel by state; a school's people see their own beside the anonymous average.",
  })
  async recordProgress(
    @Arg('schoolYear', () => String, {
      nullable: true,
      description: 'Năm học, for example `2023-2024`; the latest in scope that has begun when left out.',
    })
    schoolYear: string | null,
    @Arg('grade', () => Int, { nullable: true, description: 'Khối; all in scope when left out.' }) grade:
      | number
      | null,
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description: 'Tại thời điểm. What was shown then; now when left out.',
    })
    asOf: Date | null,
    @Ctx() { actor, session, clock }: RecordsContext,
  ): Promise<RecordProgress> {
    if (!mayReadAggregates(actor))
      throw new Forbidden({ action: "read the district's records", role: actor.role });
    const own = aggregatedSchools(actor);
    const at = asOf ?? clock.now();
    const scope = await session.read('records', (db) =>
      readScope(db, { schoolYear: schoolYear ?? null, at }),
    );
    const year = scope.asked;
    if (year === null) throw unknownYear(schoolYear ?? null, scope.known);
    if (grade != null && !year.grades.includes(grade)) throw outOfScope(grade, year.schoolYear, year.grades);
    const grades = grade == null ? year.grades : [grade];
    const request = { schoolYear: year.schoolYear, grades, asOf: asOf ?? null, own: own ?? [] };
    const rows = await session.read('records', (db) => sumGrades(db, request));
    return toDistrictProgress(year.schoolYear, rows, own !== null);
  }

  @Mutation(() => UpdateRecordCountsPayload, {
    description:
      "Cập nhật số lượng học bạ. A school's people for their own school, a provider for those it serves; replaces the grade's counts.",
  })
  async updateRecordCounts(
    @Arg('input', () => UpdateRecordCountsInput, { description: 'Khối và số lượng theo trạng thái.' })
    input: UpdateRecordCountsInput,
    @Ctx() { session }: RecordsContext,
  ): Promise<UpdateRecordCountsPayload> {
    const { grade, ...counts } = await updateRecordCounts(session, input);
    return { grade: toGradeProgress(grade, counts, counts), school: { code: input.school } };
  }
}

@Resolver(() => RecordProgressChange)
export class RecordProgressChangeResolver {
  @Subscription(() => RecordProgressChange, {
    description:
      'Theo dõi tiến độ học bạ. Each grade whose counts are reported anew; the city department learns that they were, not the numbers.',
    subscribe: ({ args, context }) => followRecords(args as FollowRecords, context as RecordsContext),
  })
  recordProgressChanged(
    @Root() change: RecordProgressChange,
    @Arg('after', () => CursorScalar, {
      nullable: true,
      description:
        'Con trỏ cuối cùng đã nhận: all that followed comes first; only new changes when left out.',
    })
    _after: string | null,
    @Coalesce() _coalesce: number | null,
    @Arg('filter', () => RecordChangeFilter, { nullable: true, description: 'Lọc.' })
    _filter: RecordChangeFilter | null,
  ): RecordProgressChange {
    return change;
  }
}
