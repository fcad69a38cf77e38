import 'reflect-metadata';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import type { ReportFormat } from '../service/report.js';

export const ReportKindEnum = { CITY_PROGRESS: 'CITY_PROGRESS' } as const;
registerEnumType(ReportKindEnum, {
  name: 'ReportKind',
  description: 'Loại báo cáo.',
  valuesConfig: {
    CITY_PROGRESS: { description: 'Báo cáo tiến độ gửi Sở: every school with its score and unmet clauses.' },
  },
});

export const ReportFormatEnum: { readonly [Format in ReportFormat]: Format } = {
  XLSX: 'XLSX',
  CSV: 'CSV',
  HTML: 'HTML',
};
registerEnumType(ReportFormatEnum, {
  name: 'ReportFormat',
  description: 'Định dạng tệp.',
  valuesConfig: {
    XLSX: { description: 'Bảng tính Excel, three sheets.' },
    CSV: { description: 'CSV, UTF-8 with a mark, so that Excel opens it with its letters whole.' },
    HTML: { description: 'Trang HTML để in ra PDF trên khổ A4.' },
  },
});

@InputType({ description: 'Báo cáo cần xuất.' })
export class ExportReportInput {
  @Field(() => ReportKindEnum, { description: 'Loại báo cáo.' })
  kind!: keyof typeof ReportKindEnum;

  @Field(() => ReportFormatEnum, { description: 'Định dạng tệp.' })
  format!: ReportFormat;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Số liệu tính đến; now when left out, never in the future.',
  })
  asOf?: Date | null;
}

@ObjectType({ description: 'Tệp báo cáo. Carried inside the answer, at most 2 MB.' })
export class ReportFile {
  @Field(() => String, { description: 'Tên tệp.' })
  fileName!: string;

  @Field(() => String, { description: 'Kiểu nội dung (MIME).' })
  mime!: string;

  @Field(() => Int, { description: 'Kích thước, in bytes.' })
  size!: number;

  @Field(() => String, { description: 'Nội dung tệp, in base64.' })
  content!: string;

  @Field(() => String, {
    description:
      "Mã kiểm tra SHA-256 of the report's data, printed in the file and the same in every format: equal data give equal sums.",
  })
  checksum!: string;

  @Field(() => DateTimeScalar, { description: 'Số liệu tính đến.' })
  dataAsOf!: Date;

  @Field(() => Boolean, {
    description: 'Dữ liệu giả. True where a school in the report is made up; the file says so too.',
  })
  isSynthetic!: boolean;
}
