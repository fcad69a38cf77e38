import 'reflect-metadata';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

import type { RecommendationDirection, RecommendationState } from '../../../shared/events/contracts.js';
import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { connectionOf } from './connection.js';
import { School } from './school.js';

export const RecommendationDirectionEnum: { readonly [Name in RecommendationDirection]: Name } = {
  SCHOOL_TO_DISTRICT: 'SCHOOL_TO_DISTRICT',
  DISTRICT_TO_CITY: 'DISTRICT_TO_CITY',
};
registerEnumType(RecommendationDirectionEnum, {
  name: 'RecommendationDirection',
  description: 'Chiều kiến nghị.',
  valuesConfig: {
    SCHOOL_TO_DISTRICT: { description: 'Trường kiến nghị với Phòng GD&ĐT (IV.2-6).' },
    DISTRICT_TO_CITY: { description: 'Phòng kiến nghị với Sở GD&ĐT (IV.1-5).' },
  },
});

export const RecommendationStateEnum: { readonly [Name in RecommendationState]: Name } = {
  DRAFT: 'DRAFT',
  SENT: 'SENT',
  ACCEPTED: 'ACCEPTED',
  DECLINED: 'DECLINED',
  FORWARDED: 'FORWARDED',
  ANSWERED: 'ANSWERED',
};
registerEnumType(RecommendationStateEnum, {
  name: 'RecommendationState',
  description: 'Trạng thái kiến nghị.',
  valuesConfig: {
    DRAFT: { description: 'Bản nháp; seen by its author alone.' },
    SENT: { description: 'Đã gửi.' },
    ACCEPTED: { description: 'Được tiếp thu.' },
    DECLINED: { description: 'Không được tiếp thu; the reply says why.' },
    FORWARDED: { description: 'Đã chuyển lên Sở.' },
    ANSWERED: { description: 'Đã trả lời. Final.' },
  },
});

export const RecommendationDecisionEnum = { ACCEPT: 'ACCEPT', DECLINE: 'DECLINE' } as const;
registerEnumType(RecommendationDecisionEnum, {
  name: 'RecommendationDecision',
  description: 'Quyết định về kiến nghị.',
  valuesConfig: { ACCEPT: { description: 'Tiếp thu.' }, DECLINE: { description: 'Không tiếp thu.' } },
});

@ObjectType({
  description: 'Kiến nghị. What a school asks of the office, or the office of the city department.',
})
export class Recommendation {
  @Field(() => ID, { description: 'Mã.' })
  id!: string;

  @Field(() => RecommendationDirectionEnum, { description: 'Chiều kiến nghị.' })
  direction!: RecommendationDirection;

  @Field(() => School, { nullable: true, description: "Trường; null for the office's own." })
  school!: School | null;

  @Field(() => String, { description: 'Nội dung.' })
  text!: string;

  @Field(() => RecommendationStateEnum, { description: 'Trạng thái.' })
  state!: RecommendationState;

  @Field(() => String, { description: 'Vai trò của người kiến nghị.' })
  authorRole!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Thời điểm gửi; null for a draft.' })
  sentAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Thời điểm tiếp thu, từ chối hoặc chuyển lên.',
  })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Ý kiến khi tiếp thu hoặc từ chối.' })
  decisionReply!: string | null;

  @Field(() => String, { nullable: true, description: 'Nội dung trả lời.' })
  answer!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Thời điểm trả lời.' })
  answeredAt!: Date | null;
}

export const RecommendationConnection = connectionOf(Recommendation, 'Recommendation', 'danh sách kiến nghị');

@InputType({ description: 'Lọc kiến nghị; what is left out does not narrow the list.' })
export class RecommendationFilter {
  @Field(() => [RecommendationStateEnum], { nullable: true, description: 'Trạng thái.' })
  state?: RecommendationState[] | null;

  @Field(() => RecommendationDirectionEnum, { nullable: true, description: 'Chiều kiến nghị.' })
  direction?: RecommendationDirection | null;

  @Field(() => ID, { nullable: true, description: 'Mã trường.' })
  school?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Chỉ những kiến nghị chờ Phòng trả lời: sent, or forwarded and answered by the city.',
  })
  toAnswer!: boolean;
}

@InputType({ description: 'Gửi kiến nghị.' })
export class SendRecommendationInput {
  @Field(() => ID, { nullable: true, description: "Mã bản nháp of the caller's that is changed or sent." })
  id?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Mã trường; required from a school, left out by the office.',
  })
  school?: string | null;

  @Field(() => RecommendationDirectionEnum, { description: 'Chiều kiến nghị.' })
  direction!: RecommendationDirection;

  @Field(() => String, { description: 'Nội dung, at most 10000 characters.' })
  text!: string;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Căn cứ: difficulties and recommendations that it rests on.',
  })
  sources!: string[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Lưu nháp: keeps it with the caller and sends nothing.',
  })
  draft!: boolean;
}

@ObjectType({ description: 'Kết quả thay đổi một kiến nghị.' })
export class RecommendationPayload {
  @Field(() => Recommendation, { description: 'Kiến nghị sau thay đổi.' })
  recommendation!: Recommendation;

  @Field(() => School, { nullable: true, description: "Trường; null for the office's own." })
  school!: School | null;
}
