import 'reflect-metadata';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

import type { Audience } from '../../../shared/events/contracts.js';
import { DateScalar } from '../../../shared/subgraph/scalars.js';

export const DistrictAudienceEnum: { readonly [Name in Audience]: Name } = {
  MANAGERS: 'MANAGERS',
  TEACHERS: 'TEACHERS',
  STAFF: 'STAFF',
  PARENTS: 'PARENTS',
  PUPILS: 'PUPILS',
};
registerEnumType(DistrictAudienceEnum, {
  name: 'DistrictAudience',
  description: 'Đối tượng truyền thông của Phòng (IV.1-2).',
  valuesConfig: {
    MANAGERS: { description: 'Cán bộ quản lý.' },
    TEACHERS: { description: 'Giáo viên.' },
    STAFF: { description: 'Nhân viên.' },
    PARENTS: { description: 'Cha mẹ học sinh.' },
    PUPILS: { description: 'Học sinh.' },
  },
});

@ObjectType({ description: 'Hoạt động truyền thông của Phòng GD&ĐT (IV.1-2).' })
export class DistrictCommunication {
  @Field(() => ID, { description: 'Mã.' })
  id!: string;

  @Field(() => [DistrictAudienceEnum], { description: 'Đối tượng.' })
  audiences!: Audience[];

  @Field(() => DateScalar, { description: 'Ngày thực hiện.' })
  heldOn!: string;

  @Field(() => String, { description: 'Nội dung.' })
  description!: string;
}

@ObjectType({ description: 'Truyền thông của Phòng GD&ĐT tới năm đối tượng (IV.1-2).' })
export class DistrictCommunications {
  @Field(() => [DistrictCommunication], { description: 'Các hoạt động, the latest first.' })
  activities!: DistrictCommunication[];

  @Field(() => [DistrictAudienceEnum], { description: 'Các đối tượng chưa được truyền thông.' })
  missing!: Audience[];
}

@InputType({ description: 'Ghi hoạt động truyền thông của Phòng.' })
export class LogDistrictCommunicationInput {
  @Field(() => [DistrictAudienceEnum], { description: 'Đối tượng, at least one.' })
  audiences!: Audience[];

  @Field(() => DateScalar, { description: 'Ngày thực hiện; not in the future.' })
  heldOn!: string;

  @Field(() => String, { description: 'Nội dung, at most 2000 characters.' })
  description!: string;
}

@ObjectType({ description: 'Kết quả ghi hoạt động truyền thông của Phòng.' })
export class LogDistrictCommunicationPayload {
  @Field(() => DistrictCommunication, { description: 'Hoạt động đã ghi.' })
  communication!: DistrictCommunication;
}
