import 'reflect-metadata';
import { Field, Float, ID, ObjectType } from 'type-graphql';

import type { ComplianceStatus } from '../../../shared/events/contracts.js';
import { RatioType } from '../../../shared/subgraph/types.js';
import { CompliancePoint } from './district.js';
import { ComplianceStatusEnum } from './enums.js';
import { School } from './school.js';

@ObjectType({ description: 'Thay đổi của một trường giữa hai thời điểm.' })
export class SchoolComparison {
  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => ComplianceStatusEnum, {
    nullable: true,
    description: 'Tình trạng trước; null before the register knew the school.',
  })
  statusBefore!: ComplianceStatus | null;

  @Field(() => ComplianceStatusEnum, {
    nullable: true,
    description: 'Tình trạng sau; null before the register knew the school.',
  })
  statusAfter!: ComplianceStatus | null;

  @Field(() => RatioType, { nullable: true, description: 'Điểm trước.' })
  scoreBefore!: RatioType | null;

  @Field(() => RatioType, { nullable: true, description: 'Điểm sau.' })
  scoreAfter!: RatioType | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Chênh lệch điểm, in percentage points, the shown percentages taken from each other; null where one of them is unknown.',
  })
  scoreDelta!: number | null;

  @Field(() => [ID], { description: 'Tiêu chí mới đạt. Met after and not before.' })
  rulesGained!: string[];

  @Field(() => [ID], { description: 'Tiêu chí không còn đạt. Met before and not after.' })
  rulesLost!: string[];
}

@ObjectType({
  description: 'So sánh hai thời điểm. What changed between two instants, each as it was shown then.',
})
export class SnapshotComparison {
  @Field(() => CompliancePoint, { description: 'Tổng số trước.' })
  before!: CompliancePoint;

  @Field(() => CompliancePoint, { description: 'Tổng số sau.' })
  after!: CompliancePoint;

  @Field(() => [SchoolComparison], {
    nullable: true,
    description:
      "Các trường có thay đổi, in the order of their names; null where schools' details are not the caller's to see.",
  })
  schools!: SchoolComparison[] | null;
}
