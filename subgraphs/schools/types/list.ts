import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import { CursorScalar } from '../../../shared/subgraph/scalars.js';
import { PageInfo } from '../../../shared/subgraph/types.js';
import { SchoolKind, SchoolStatus } from './enums.js';
import { School } from './school.js';

@ObjectType({ description: 'Một dòng của danh sách trường.' })
export class SchoolEdge {
  @Field(() => School, { description: 'Trường.' })
  node!: School;

  @Field(() => CursorScalar, { description: 'Con trỏ của dòng.' })
  cursor!: string;
}

@ObjectType({ description: 'Danh sách trường, theo trang (Relay).' })
export class SchoolConnection {
  @Field(() => [School], { description: 'Các trường của trang.' })
  nodes!: School[];

  @Field(() => [SchoolEdge], { description: 'Các trường của trang, kèm con trỏ.' })
  edges!: SchoolEdge[];

  @Field(() => PageInfo, { description: 'Vị trí của trang.' })
  pageInfo!: PageInfo;

  @Field(() => Int, {
    description: 'Tổng số. All schools that the filter lets through and the caller may see.',
  })
  totalCount!: number;
}

@InputType({ description: 'Lọc danh sách trường; what is left out does not narrow the list.' })
export class SchoolFilter {
  @Field(() => String, {
    nullable: true,
    description:
      'Tìm kiếm. In name and code, regardless of case and diacritics: `dang lam` finds `Đằng Lâm`.',
  })
  search?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Mã phường.' })
  ward?: string[] | null;

  @Field(() => [SchoolKind], { nullable: true, description: 'Loại trường.' })
  kind?: SchoolKind[] | null;

  @Field(() => [SchoolStatus], { nullable: true, description: 'Tình trạng hoạt động.' })
  status?: SchoolStatus[] | null;
}
