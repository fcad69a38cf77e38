import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Forbidden } from '../../../shared/errors.js';
import type { SessionOrganiser } from '../../../shared/events/contracts.js';
import { pageRequest, toConnection } from '../../../shared/subgraph/connection.js';
import { CursorScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { trainingGroups } from '../completion.js';
import type { TrainingContext } from '../context.js';
import { needsOf } from '../needs.js';
import { mayListSessions, mayReadNeeds, mayReadTraining, readableSchools } from '../policy.js';
import { readInPlan } from '../rows/completion.js';
import { listOrganised, type OrganisedRow } from '../rows/session.js';
import { planTraining } from '../service/plan.js';
import { PlanTrainingInput } from '../types/operations.js';
import {
  AttendanceVersion,
  OrganisedSession,
  OrganisedSessionConnection,
  PlanTrainingPayload,
  TrainingAttendance,
  TrainingNeed,
} from '../types/organised.js';
import { TrainingGroup, TrainingOrganiser } from '../types/training.js';

@Resolver(() => OrganisedSession)
export class OrganisedSessionResolver {
  @Query(() => OrganisedSessionConnection, {
    description:
      'Các buổi tập huấn, the latest day first: those of the city and the district, and of the schools that the caller may read.',
  })
  async trainingSessions(
    @Arg('school', () => ID, { nullable: true, description: 'Mã trường: held or attended by it.' })
    school: string | null,
    @Arg('organiser', () => TrainingOrganiser, { nullable: true, description: 'Đơn vị tổ chức.' })
    organiser: SessionOrganiser | null,
    @Arg('first', () => Int, { nullable: true, description: 'Số dòng, 1 to 500; 50 when left out.' })
    first: number | null,
    @Arg('after', () => CursorScalar, { nullable: true, description: 'Con trỏ: the list goes on after it.' })
    after: string | null,
    @Ctx() { actor, session }: TrainingContext,
  ): Promise<OrganisedSessionConnection> {
    if (!mayListSessions(actor) || (school != null && !mayReadTraining(actor, school))) {
      throw new Forbidden({
        action: 'list training sessions',
        role: actor.role,
        ...(school == null ? {} : { school }),
      });
    }
    const page = pageRequest({ first, after });
    const { rows, totalCount } = await session.read('training', (db) =>
      listOrganised(db, { school, organiser, readable: readableSchools(actor) }, page),
    );
    return toConnection(rows, page, totalCount, (row) => [row.heldOn, row.id], toOrganised);
  }

  @FieldResolver(() => [TrainingAttendance], {
    nullable: true,
    description: "Các trường đã dự, those that are the caller's to see; null for the city department.",
  })
  async attendance(
    @Root() { id }: OrganisedSession,
    @Ctx() { actor, loaders }: TrainingContext,
  ): Promise<TrainingAttendance[] | null> {
    if (actor.role === 'city_viewer') return null;
    const rows = await loaders.attendances.load(id);
    return rows
      .filter(({ school }) => mayReadTraining(actor, school))
      .map(({ managers, teachers, staff, school, recordedAt, ...row }) => ({
        ...row,
        school: { code: school },
        newlyTrained: { managers, teachers, staff },
        recordedAt: new Date(recordedAt),
      }));
  }

  @Mutation(() => PlanTrainingPayload, {
    description:
      'Thông báo tập huấn của Sở hoặc Phòng, beforehand (T3, III-3). The office; attendance then refers to it.',
  })
  async planTraining(
    @Arg('input', () => PlanTrainingInput, { description: 'Buổi tập huấn.' }) input: PlanTrainingInput,
    @Ctx() { session }: TrainingContext,
  ): Promise<PlanTrainingPayload> {
    const planned = await planTraining(session, input);
    return { session: toOrganised({ ...planned, place: input.place ?? null, isPlanned: true }) };
  }

  @Query(() => [TrainingNeed], {
    description:
      'Trường còn phải tập huấn: schools in the plan below 100 % in a group, or of which it is not known, to phone; unknown first, then by people missing.',
  })
  async trainingNeeds(
    @Arg('group', () => TrainingGroup, {
      nullable: true,
      description: 'Nhóm đối tượng; all three when left out.',
    })
    group: TrainingGroup | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: 'Tại thời điểm; now when left out.' })
    asOf: Date | null,
    @Ctx() { actor, session }: TrainingContext,
  ): Promise<TrainingNeed[]> {
    if (!mayReadNeeds(actor)) throw new Forbidden({ action: 'read training needs', role: actor.role });
    const rows = await session.read('training', (db) =>
      readInPlan(db, { asOf: asOf ?? null, codes: readableSchools(actor) }),
    );
    return needsOf(rows, group == null ? trainingGroups : [group]);
  }
}

@Resolver(() => TrainingAttendance)
export class TrainingAttendanceResolver {
  @FieldResolver(() => [AttendanceVersion], { description: 'Lịch sử: every state, the first included.' })
  async history(
    @Root() { session, school }: TrainingAttendance,
    @Ctx() { loaders }: TrainingContext,
  ): Promise<AttendanceVersion[]> {
    const versions = await loaders.versions.load(school.code);
    return versions
      .filter((row) => row.session === session)
      .map(({ managers, teachers, staff, version, source, reason, recordedAt }) => ({
        version,
        source,
        reason,
        newlyTrained: { managers, teachers, staff },
        recordedAt: new Date(recordedAt),
      }));
  }
}

function toOrganised({ school, ...row }: OrganisedRow): OrganisedSession {
  return { ...row, school: school === null ? null : { code: school } };
}
