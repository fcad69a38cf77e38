/**
 * The graph names missing parts by keys: an item of the checklist has its own title; these are the others. A key that is in neither is
 * shown as it stands, so that nothing missing is hidden.
 */
export const missingVi: (key: string) => string = (key) => grade(key, 'Khối') ?? vi[key] ?? key;
export const missingEn: (key: string) => string = (key) => grade(key, 'Grade') ?? en[key] ?? key;

const grade = (key: string, word: string): string | null => {
  const [, number] = /^GRADE_(\d+)$/.exec(key) ?? [];
  return number === undefined ? null : `${word} ${number}`;
};

const vi: Record<string, string> = {
  MANAGERS: 'Cán bộ quản lý',
  TEACHERS: 'Giáo viên',
  STAFF: 'Nhân viên',
  PARENTS: 'Phụ huynh',
  PUPILS: 'Học sinh',
  ADMINISTRATORS_BACKUP: 'Người quản trị dự phòng',
  HEADCOUNT_DIFFERS: 'Số người khai khác số nhân sự đã đăng ký',
  RECORDS: 'Số liệu học bạ',
  HEAD: 'Tổ trưởng tổ công tác',
  GUIDANCE: 'Xác nhận đã nhận văn bản hướng dẫn của Phòng',
  CERTIFICATE: 'Chứng thư số của nhà trường',
  APPROVAL: 'Phòng chưa phê duyệt chứng thư số',
  VALIDITY: 'Thời hạn chứng thư số không đủ đến hạn học bạ',
  START: 'Chứng thư số chưa đến ngày có hiệu lực',
  HEADCOUNT: 'Số nhân sự của trường',
  CITY_SESSION: 'Dự buổi tập huấn của Sở',
  TRAINING: 'Số liệu tập huấn',
};

const en: Record<string, string> = {
  MANAGERS: 'Managers',
  TEACHERS: 'Teachers',
  STAFF: 'Staff',
  PARENTS: 'Parents',
  PUPILS: 'Pupils',
  ADMINISTRATORS_BACKUP: 'A backup administrator',
  HEADCOUNT_DIFFERS: 'The number declared differs from the registered headcount',
  RECORDS: 'Figures of records',
  HEAD: 'The head of the working group',
  GUIDANCE: "Receipt of the office's guidance",
  CERTIFICATE: "The school's certificate",
  APPROVAL: "The office's approval of the certificate",
  VALIDITY: 'A certificate valid until the records are due',
  START: 'The certificate is not valid yet',
  HEADCOUNT: "The school's headcount",
  CITY_SESSION: "Attendance at the city's session",
  TRAINING: 'Figures of training',
};
