import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';

export enum SchoolKind {
  PRIMARY = 'PRIMARY',
  MULTI_LEVEL = 'MULTI_LEVEL',
  LOWER_SECONDARY = 'LOWER_SECONDARY',
}
registerEnumType(SchoolKind, {
  name: 'SchoolKind',
  description: 'Loại trường.',
  valuesConfig: {
    PRIMARY: { description: 'Trường tiểu học.' },
    MULTI_LEVEL: { description: 'Trường phổ thông có nhiều cấp học.' },
    LOWER_SECONDARY: { description: 'Trường trung học cơ sở: outside the plan, as it has no primary grade.' },
  },
});

export enum Ownership {
  PUBLIC = 'PUBLIC',
  PRIVATE = 'PRIVATE',
}
registerEnumType(Ownership, {
  name: 'Ownership',
  description: 'Loại hình.',
  valuesConfig: { PUBLIC: { description: 'Công lập.' }, PRIVATE: { description: 'Ngoài công lập.' } },
});

export enum SchoolStatus {
  ACTIVE = 'ACTIVE',
  CLOSED = 'CLOSED',
}
registerEnumType(SchoolStatus, {
  name: 'SchoolStatus',
  description: 'Tình trạng hoạt động.',
  valuesConfig: {
    ACTIVE: { description: 'Đang hoạt động.' },
    CLOSED: { description: 'Đã giải thể; kept for history, outside every total.' },
  },
});
