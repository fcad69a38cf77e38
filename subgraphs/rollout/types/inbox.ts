import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { SchoolCompliance } from './compliance.js';
import { Difficulty } from './difficulty.js';
import { Document } from './document.js';
import { Recommendation } from './recommendation.js';
import { Task } from './timeline.js';
import { Visit } from './visit.js';

@ObjectType({ description: 'Việc cần xử lý. What waits for the caller, within the schools it answers for.' })
export class Inbox {
  @Field(() => DateTimeScalar, { description: 'Thời điểm xem.' })
  asOf!: Date;

  @Field(() => Int, { description: 'Số khó khăn chưa giải quyết.' })
  difficultyCount!: number;

  @Field(() => [Difficulty], {
    description: 'Khó khăn chưa giải quyết, the oldest first; the first hundred.',
  })
  difficulties!: Difficulty[];

  @Field(() => Int, { description: 'Số trường chậm.' })
  lateSchoolCount!: number;

  @Field(() => [SchoolCompliance], { description: 'Trường chậm, the longest late first; the first hundred.' })
  lateSchools!: SchoolCompliance[];

  @Field(() => [Task], { description: 'Nhiệm vụ quá hạn of the plan; empty for those who do not run it.' })
  overdueTasks!: Task[];
}

@ObjectType({ description: 'Khó khăn cần xử lý.' })
export class InboxDifficulties {
  @Field(() => Int, { description: 'Số lượng.' })
  count!: number;

  @Field(() => [Difficulty], { description: 'Nội dung; the first hundred.' })
  nodes!: Difficulty[];
}

@ObjectType({ description: 'Kiến nghị cần xử lý.' })
export class InboxRecommendations {
  @Field(() => Int, { description: 'Số lượng.' })
  count!: number;

  @Field(() => [Recommendation], { description: 'Nội dung; the first hundred.' })
  nodes!: Recommendation[];
}

@ObjectType({ description: 'Đợt kiểm tra cần xử lý.' })
export class InboxVisits {
  @Field(() => Int, { description: 'Số lượng.' })
  count!: number;

  @Field(() => [Visit], { description: 'Nội dung; the first hundred.' })
  nodes!: Visit[];
}

@ObjectType({ description: 'Văn bản cần xử lý.' })
export class InboxDocuments {
  @Field(() => Int, { description: 'Số lượng.' })
  count!: number;

  @Field(() => [Document], { description: 'Nội dung; the first hundred.' })
  nodes!: Document[];
}
