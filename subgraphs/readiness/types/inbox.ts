import 'reflect-metadata';
import { Field, ID, Int, ObjectType } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { Certificate } from './certificate.js';
import { School } from './school.js';

@ObjectType({ description: 'Trường có nội dung chờ xác nhận.' })
export class VerificationQueue {
  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => Int, { description: 'Số nội dung đã gửi, chờ xác nhận.' })
  items!: number;

  @Field(() => DateTimeScalar, { description: 'Thời điểm gửi của nội dung chờ lâu nhất.' })
  oldestSubmittedAt!: Date;

  @Field(() => Int, { description: 'Số ngày chờ, whole local days since then.' })
  waitingDays!: number;
}

@ObjectType({ description: 'Chứng thư số chờ duyệt.' })
export class CertificateQueue {
  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => Certificate, { description: 'Chứng thư.' })
  certificate!: Certificate;

  @Field(() => Int, { description: 'Số ngày chờ since it was registered.' })
  waitingDays!: number;
}

@ObjectType({ description: 'Nội dung rà soát cần chú ý.' })
export class WaitingItem {
  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => ID, { description: 'Khóa nội dung: school and item.' })
  key!: string;

  @Field(() => String, { description: 'Tên nội dung, tiếng Việt.' })
  titleVi!: string;

  @Field(() => String, { description: 'Tên nội dung, tiếng Anh.' })
  titleEn!: string;

  @Field(() => String, { nullable: true, description: 'Lý do trả lại, hoặc nội dung trao đổi gần nhất.' })
  reason!: string | null;

  @Field(() => DateTimeScalar, { description: 'Từ thời điểm.' })
  since!: Date;

  @Field(() => Int, { description: 'Số ngày, whole local days since then.' })
  days!: number;
}

@ObjectType({
  description:
    'Việc chờ Phòng về điều kiện triển khai. What waits at schools of the plan, the longest first; the totals count also what `first` leaves out.',
})
export class ReadinessInbox {
  @Field(() => [VerificationQueue], { description: 'Trường có nội dung chờ xác nhận.' })
  itemsToVerify!: VerificationQueue[];

  @Field(() => Int, { description: 'Tổng số trường có nội dung chờ xác nhận.' })
  schoolsToVerifyTotal!: number;

  @Field(() => [CertificateQueue], { description: 'Chứng thư số chờ duyệt.' })
  certificatesToApprove!: CertificateQueue[];

  @Field(() => Int, { description: 'Tổng số chứng thư chờ duyệt.' })
  certificatesToApproveTotal!: number;

  @Field(() => [WaitingItem], { description: 'Nội dung đã trả lại hoặc mở lại mà trường chưa sửa.' })
  returnedUntouched!: WaitingItem[];

  @Field(() => Int, { description: 'Tổng số nội dung đã trả lại mà trường chưa sửa.' })
  returnedUntouchedTotal!: number;

  @Field(() => [WaitingItem], { description: 'Nội dung cần theo dõi tiếp, as the newest comment says.' })
  followUps!: WaitingItem[];

  @Field(() => Int, { description: 'Tổng số nội dung cần theo dõi tiếp.' })
  followUpsTotal!: number;
}
