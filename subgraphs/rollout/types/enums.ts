import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';

import type {
  ComplianceStatus,
  DifficultySeverity,
  DifficultyState,
  DocumentKind,
  TaskState,
} from '../../../shared/events/contracts.js';
import type { RuleState } from '../compliance/measure.js';
import type { RiskCause } from '../compliance/result.js';
import type { DifficultyCategory } from '../service/difficulty.js';

// Enums are built from the event contracts' own words, so that a value needs no translation on its way.
type Values<Name extends string> = { readonly [Value in Name]: Value };

export const ComplianceStatusEnum: Values<ComplianceStatus> = {
  COMPLIANT: 'COMPLIANT',
  AT_RISK: 'AT_RISK',
  LATE: 'LATE',
  UNKNOWN: 'UNKNOWN',
  EXCLUDED: 'EXCLUDED',
};
registerEnumType(ComplianceStatusEnum, {
  name: 'ComplianceStatus',
  description: 'Tình trạng tiến độ. LATE before AT_RISK before UNKNOWN before COMPLIANT.',
  valuesConfig: {
    COMPLIANT: { description: 'Đúng tiến độ. Every rule whose due has passed is met.' },
    AT_RISK: { description: 'Có nguy cơ. Not late yet, but a risk says it may become so.' },
    LATE: { description: 'Chậm. A rule is not met and its due has passed; missing data count as not met.' },
    UNKNOWN: {
      description: 'Chưa có dữ liệu. An input is missing and nothing is overdue; never counts as met.',
    },
    EXCLUDED: { description: 'Ngoài phạm vi. Closed, or without primary grades (I.1).' },
  },
});

export const RuleStateEnum: Values<RuleState> = {
  MET: 'MET',
  UNMET: 'UNMET',
  UNKNOWN: 'UNKNOWN',
  NOT_APPLICABLE: 'NOT_APPLICABLE',
};
registerEnumType(RuleStateEnum, {
  name: 'RuleState',
  description: 'Kết quả của tiêu chí.',
  valuesConfig: {
    MET: { description: 'Đạt. The part equals the whole.' },
    UNMET: { description: 'Chưa đạt.' },
    UNKNOWN: { description: 'Chưa có dữ liệu. Nothing to decide on; never counts as met.' },
    NOT_APPLICABLE: { description: 'Không áp dụng. Granted by the office.' },
  },
});

export const RiskCauseEnum: Values<RiskCause> = {
  GATE_DUE_SOON: 'GATE_DUE_SOON',
  PACE: 'PACE',
  BLOCKER: 'BLOCKER',
  CERTIFICATE_EXPIRES: 'CERTIFICATE_EXPIRES',
  STALE: 'STALE',
  RETURNED_UNTOUCHED: 'RETURNED_UNTOUCHED',
};
registerEnumType(RiskCauseEnum, {
  name: 'RiskCause',
  description: 'Nguyên nhân nguy cơ.',
  valuesConfig: {
    GATE_DUE_SOON: {
      description: 'Điều kiện bắt buộc sắp đến hạn. A gate is due within three days and not met.',
    },
    PACE: {
      description:
        'Tốc độ không đủ. What is left a day is more than 1.5 times what was gained a day in the last seven days.',
    },
    BLOCKER: { description: 'Vướng mắc nghiêm trọng chưa giải quyết. A blocking difficulty is open.' },
    CERTIFICATE_EXPIRES: { description: 'Chứng thư số hết hạn trước hạn hoàn thành học bạ.' },
    STALE: { description: 'Quá 7 ngày chưa cập nhật dữ liệu.' },
    RETURNED_UNTOUCHED: {
      description: 'Mục bị trả lại quá 3 ngày chưa sửa. Shown only; it does not make a school AT_RISK.',
    },
  },
});

export const TaskStateEnum: Values<TaskState> = {
  PLANNED: 'PLANNED',
  IN_PROGRESS: 'IN_PROGRESS',
  DONE: 'DONE',
  CONFIRMED: 'CONFIRMED',
  CANCELLED: 'CANCELLED',
};
registerEnumType(TaskStateEnum, {
  name: 'TaskState',
  description: 'Trạng thái nhiệm vụ. Overdue is computed from the due, never a state.',
  valuesConfig: {
    PLANNED: { description: 'Chưa bắt đầu.' },
    IN_PROGRESS: { description: 'Đang thực hiện.' },
    DONE: { description: 'Đã xong, chờ xác nhận.' },
    CONFIRMED: { description: 'Lãnh đạo đã xác nhận. Final.' },
    CANCELLED: { description: 'Đã hủy. Final; says why.' },
  },
});

export const DocumentKindEnum: Values<DocumentKind> = {
  GUIDANCE: 'GUIDANCE',
  PLAN: 'PLAN',
  DECISION: 'DECISION',
  OTHER: 'OTHER',
};
registerEnumType(DocumentKindEnum, {
  name: 'DocumentKind',
  description: 'Loại văn bản.',
  valuesConfig: {
    GUIDANCE: { description: 'Văn bản hướng dẫn. Its receipt is what the guidance rule asks for (III-2).' },
    PLAN: { description: 'Kế hoạch.' },
    DECISION: { description: 'Quyết định.' },
    OTHER: { description: 'Văn bản khác.' },
  },
});

export const DifficultySeverityEnum: Values<DifficultySeverity> = {
  MINOR: 'MINOR',
  MAJOR: 'MAJOR',
  BLOCKER: 'BLOCKER',
};
registerEnumType(DifficultySeverityEnum, {
  name: 'DifficultySeverity',
  description: 'Mức độ khó khăn.',
  valuesConfig: {
    MINOR: { description: 'Nhẹ.' },
    MAJOR: { description: 'Nặng.' },
    BLOCKER: { description: 'Không triển khai được. While it is open the school is AT_RISK at least.' },
  },
});

export const DifficultyStateEnum: Values<DifficultyState> = {
  OPEN: 'OPEN',
  ACKNOWLEDGED: 'ACKNOWLEDGED',
  IN_PROGRESS: 'IN_PROGRESS',
  RESOLVED: 'RESOLVED',
  CLOSED: 'CLOSED',
  ESCALATED_TO_CITY: 'ESCALATED_TO_CITY',
  REOPENED: 'REOPENED',
};
registerEnumType(DifficultyStateEnum, {
  name: 'DifficultyState',
  description: 'Trạng thái khó khăn, vướng mắc.',
  valuesConfig: {
    OPEN: { description: 'Mới báo cáo, chưa có phản hồi.' },
    ACKNOWLEDGED: { description: 'Đã tiếp nhận.' },
    IN_PROGRESS: { description: 'Đang xử lý.' },
    RESOLVED: { description: 'Đã giải quyết. The school may close or reopen it.' },
    CLOSED: { description: 'Đã đóng.' },
    ESCALATED_TO_CITY: { description: 'Đã chuyển Sở GD&ĐT.' },
    REOPENED: { description: 'Mở lại.' },
  },
});

export const DifficultyCategoryEnum: Values<DifficultyCategory> = {
  INFRASTRUCTURE: 'INFRASTRUCTURE',
  SOFTWARE: 'SOFTWARE',
  SIGNATURES: 'SIGNATURES',
  CERTIFICATE: 'CERTIFICATE',
  DATA: 'DATA',
  STAFF: 'STAFF',
  TRAINING: 'TRAINING',
  FUNDING: 'FUNDING',
  OTHER: 'OTHER',
};
registerEnumType(DifficultyCategoryEnum, {
  name: 'DifficultyCategory',
  description: 'Lĩnh vực khó khăn.',
  valuesConfig: {
    INFRASTRUCTURE: { description: 'Hạ tầng, máy tính, mạng.' },
    SOFTWARE: { description: 'Phần mềm quản lý trường học, phần mềm học bạ số.' },
    SIGNATURES: { description: 'Chữ ký số của cá nhân.' },
    CERTIFICATE: { description: 'Chứng thư số (con dấu) của nhà trường.' },
    DATA: { description: 'Dữ liệu, học bạ.' },
    STAFF: { description: 'Nhân sự.' },
    TRAINING: { description: 'Tập huấn.' },
    FUNDING: { description: 'Kinh phí.' },
    OTHER: { description: 'Khác.' },
  },
});
