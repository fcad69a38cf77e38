import type { SessionOrganiser, StaffGroups } from '../../../shared/events/contracts.js';
import { foldForSearch } from '../../../shared/search.js';
import type { Column } from '../../../shared/tables/columns.js';
import type { Choice, RowReader } from '../../../shared/tables/faults.js';
import { schoolColumn } from '../../../shared/tables/schools.js';
import type { SessionIdentity } from './session.js';

type Key = 'school' | 'group' | 'person' | 'organiser' | 'heldOn' | 'topic';

export const personColumn: Column<Key> = {
  key: 'person',
  title: 'Mã nhân viên',
  names: ['Mã cán bộ', 'Mã giáo viên', 'Mã CB-GV-NV', 'Person key', 'Staff code'],
  isRequired: true,
};

/** The columns of an attendance list: one row a person and session. */
export const attendanceColumns: readonly Column<Key>[] = [
  schoolColumn,
  { key: 'group', title: 'Nhóm', names: ['Đối tượng', 'Chức danh', 'Group'], isRequired: true },
  personColumn,
  {
    key: 'organiser',
    title: 'Đơn vị tổ chức',
    names: ['Cấp tổ chức', 'Session organiser', 'Organiser'],
    isRequired: true,
  },
  {
    key: 'heldOn',
    title: 'Ngày tổ chức',
    names: ['Ngày tập huấn', 'Ngày', 'Session date', 'Held on', 'Date'],
    isRequired: true,
  },
  {
    key: 'topic',
    title: 'Nội dung',
    names: ['Nội dung tập huấn', 'Chủ đề', 'Session topic', 'Topic'],
    isRequired: true,
  },
];

/** A person on a session's list. */
export interface Listed extends SessionIdentity {
  group: keyof StaffGroups;
  /** The school's staff code in capitals; kept only as a digest. */
  person: string;
}

export const groupTitle: Readonly<Record<keyof StaffGroups, string>> = {
  managers: 'Cán bộ quản lý',
  teachers: 'Giáo viên',
  staff: 'Nhân viên',
};

const groupChoices: readonly Choice<keyof StaffGroups>[] = [
  {
    value: 'managers',
    names: ['CBQL', 'Cán bộ quản lý', 'Hiệu trưởng', 'Phó hiệu trưởng', 'MANAGERS', 'Manager'],
  },
  { value: 'teachers', names: ['Giáo viên', 'GV', 'GVCN', 'TEACHERS', 'Teacher'] },
  { value: 'staff', names: ['Nhân viên', 'NV', 'STAFF'] },
];
const organisers: readonly Choice<SessionOrganiser>[] = [
  { value: 'CITY', names: ['Sở', 'Sở GD&ĐT', 'Sở Giáo dục và Đào tạo', 'CITY'] },
  { value: 'DISTRICT', names: ['Phòng', 'Phòng GD&ĐT', 'Phòng Giáo dục và Đào tạo', 'DISTRICT'] },
  { value: 'SCHOOL', names: ['Trường', 'Nhà trường', 'SCHOOL'] },
];
const STAFF_CODE = /^[\p{L}\p{N}._/-]{1,40}$/u;
/** A citizen's number has 12 digits, an old identity card 9. */
const PERSONAL_NUMBER = /^(?:\d{9}|\d{12})$/;

/** A row as a person on a list, or null with what is wrong blamed; `today` bounds the day. */
export function parseAttendance(reader: RowReader<Key>, today: string): Listed | null {
  const group = reader.choice('group', groupChoices);
  const person = staffCode(reader);
  const organiser = reader.choice('organiser', organisers);
  const heldOn = heldDay(reader, today);
  const topic = reader.text('topic', 500);
  if (group === null || person === null || organiser === null || heldOn === null || topic === null)
    return null;
  return { group, person, organiser, heldOn, topic };
}

/** What makes two rows the same session. */
export function sessionKey({ organiser, heldOn, topic }: SessionIdentity): string {
  return `${heldOn} ${organiser} ${foldForSearch(topic)}`;
}

function staffCode(reader: RowReader<Key>): string | null {
  const code = reader.matching('person', STAFF_CODE, 'mã nội bộ, ví dụ GV-012 / a staff code', true);
  if (code === null || !PERSONAL_NUMBER.test(code)) return code?.toUpperCase() ?? null;
  return reader.blame(
    'person',
    'Giống số CCCD/CMND. / It looks like a personal number.',
    'Dùng mã nội bộ của trường, ví dụ GV-012. / Use the school’s own staff code.',
    null,
  );
}

function heldDay(reader: RowReader<Key>, today: string): string | null {
  const day = reader.day('heldOn');
  if (day === null || day <= today) return day;
  return reader.blame(
    'heldOn',
    `Sau hôm nay (${today}). / After today.`,
    'Nhập sau khi buổi tập huấn đã diễn ra. / Import it once the session has been held.',
  );
}
