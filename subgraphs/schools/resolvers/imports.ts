import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { SchoolsContext } from '../context.js';
import { resolveSchools } from '../references.js';
import { importHeadcounts } from '../service/import-headcounts.js';
import { importSchools } from '../service/import-schools.js';
import type { Imported } from '../service/import.js';
import { ImportHeadcountsPayload, ImportSchoolsPayload, ImportTableInput } from '../types/imports.js';
import type { School } from '../types/school.js';

@Resolver()
export class ImportResolver {
  @Mutation(() => ImportSchoolsPayload, {
    description:
      'Nhập danh sách trường. The office; columns Mã trường, Tên trường, Loại trường, Phường, and if wanted Loại hình, Có cấp tiểu học. Each school whole or not at all.',
  })
  async importSchools(
    @Arg('input', () => ImportTableInput, { description: 'Bảng.' }) input: ImportTableInput,
    @Ctx() context: SchoolsContext,
  ): Promise<ImportSchoolsPayload> {
    return payloadOf(await importSchools(context.session, input), context);
  }

  @Mutation(() => ImportHeadcountsPayload, {
    description:
      'Nhập số liệu nhân sự. The office; columns Mã trường, Số CBQL, Số giáo viên, Số nhân viên, GVCN khối 1–4, and if wanted Tính đến ngày.',
  })
  async importHeadcounts(
    @Arg('input', () => ImportTableInput, { description: 'Bảng.' }) input: ImportTableInput,
    @Ctx() context: SchoolsContext,
  ): Promise<ImportHeadcountsPayload> {
    return payloadOf(await importHeadcounts(context.session, input), context);
  }
}

async function payloadOf(
  { schools: codes, ...outcome }: Imported,
  context: SchoolsContext,
): Promise<Omit<Imported, 'schools'> & { schools: School[] }> {
  return { ...outcome, schools: await resolveSchools(codes, context) };
}
