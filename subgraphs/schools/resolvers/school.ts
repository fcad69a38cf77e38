import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';

import { Forbidden } from '../../../shared/errors.js';
import { pageRequest, toConnection } from '../../../shared/subgraph/connection.js';
import { CursorScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import type { SchoolsContext } from '../context.js';
import { listedSchools, mayReadPeople, mayReadSchool, mayReadSchoolDetail } from '../policy.js';
import { resolveSchool, toSchool } from '../references.js';
import { headcountKey } from '../rows/people.js';
import { listSchools } from '../rows/school.js';
import { loadPeople, toStatusChange } from '../shapes.js';
import { SchoolConnection, SchoolFilter } from '../types/list.js';
import { SchoolPerson } from '../types/person.js';
import { ServiceProvider } from '../types/provider.js';
import { GradeEnrolment, Headcount, School, SchoolStatusChange } from '../types/school.js';

@Resolver(() => School)
export class SchoolResolver {
  @Query(() => School, { nullable: true, description: 'Một trường theo mã; null where there is none.' })
  async school(
    @Arg('code', () => ID, { description: 'Mã trường, eight digits.' }) code: string,
    @Ctx() context: SchoolsContext,
  ): Promise<School | null> {
    if (!mayReadSchool(context.actor, code))
      throw new Forbidden({ action: 'read', role: context.actor.role, school: code });
    return resolveSchool({ code }, context);
  }

  @Query(() => SchoolConnection, {
    description: "Danh sách trường, in Vietnamese order of names; a school's people see their own.",
  })
  async schools(
    @Arg('filter', () => SchoolFilter, { nullable: true, description: 'Lọc.' }) filter: SchoolFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'Số dòng, 1 to 500; 50 when left out.' }) first:
      | number
      | null,
    @Arg('after', () => CursorScalar, { nullable: true, description: 'Con trỏ: the list goes on after it.' })
    after: string | null,
    @Ctx() { actor, session }: SchoolsContext,
  ): Promise<SchoolConnection> {
    const page = pageRequest({ first, after });
    const { rows, totalCount } = await session.read('schools', (db) =>
      listSchools(db, filter, listedSchools(actor), page),
    );
    return toConnection(rows, page, totalCount, (row) => [row.sortKey, row.code], toSchool);
  }

  @FieldResolver(() => Headcount, {
    nullable: true,
    description: "Nhân sự; null where unknown or not the caller's to see.",
  })
  async headcount(
    @Root() { code }: School,
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description: 'Tại thời điểm. What was known then; the latest when left out.',
    })
    asOf: Date | null,
    @Ctx() { actor, loaders }: SchoolsContext,
  ): Promise<Headcount | null> {
    return mayReadSchoolDetail(actor, code) ? loaders.headcount.load(headcountKey(code, asOf)) : null;
  }

  @FieldResolver(() => [GradeEnrolment], {
    nullable: true,
    description: "Học sinh theo khối; null where it is not the caller's to see.",
  })
  async enrolment(
    @Root() { code }: School,
    @Arg('schoolYear', () => String, {
      nullable: true,
      description: 'Năm học, for example `2023-2024`; the latest when left out.',
    })
    schoolYear: string | null,
    @Ctx() { actor, loaders }: SchoolsContext,
  ): Promise<GradeEnrolment[] | null> {
    if (!mayReadSchoolDetail(actor, code)) return null;
    const rows = await loaders.enrolment.load(code);
    const year = schoolYear ?? rows.at(-1)?.schoolYear;
    return rows.filter((row) => row.schoolYear === year);
  }

  @FieldResolver(() => [ServiceProvider], {
    nullable: true,
    description: "Đơn vị cung cấp của trường; null where it is not the caller's to see.",
  })
  async providers(
    @Root() { code }: School,
    @Ctx() { actor, loaders }: SchoolsContext,
  ): Promise<ServiceProvider[] | null> {
    return mayReadSchoolDetail(actor, code) ? loaders.providers.load(code) : null;
  }

  @FieldResolver(() => [SchoolPerson], {
    nullable: true,
    description: "Người liên hệ của trường; null where it is not the caller's to see.",
  })
  async people(@Root() { code }: School, @Ctx() context: SchoolsContext): Promise<SchoolPerson[] | null> {
    return mayReadPeople(context.actor, code) ? loadPeople(code, context) : null;
  }

  @FieldResolver(() => [SchoolStatusChange], {
    nullable: true,
    description: "Lịch sử giải thể, mở lại; null where it is not the caller's to see.",
  })
  async statusHistory(
    @Root() { code }: School,
    @Ctx() { actor, loaders }: SchoolsContext,
  ): Promise<SchoolStatusChange[] | null> {
    if (!mayReadSchoolDetail(actor, code)) return null;
    const rows = await loaders.statusChanges.load(code);
    return rows.map(toStatusChange);
  }
}
