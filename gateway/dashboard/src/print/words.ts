import type { ComplianceStatus, RuleState, TaskState } from '../generated/graphql.js';

/** Paper is the office's own and Vietnamese whatever language the screen speaks (Nghị định 30/2020/NĐ-CP). */
export const paper = {
  nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  number: (kind: string | null): string => `Số:        /${kind === null ? '' : `${kind}-`}GDĐT`,
  synthetic: 'DỮ LIỆU GIẢ – không phải số liệu của trường có thật',
  recipients: 'Nơi nhận:',
  archive: '- Lưu: VT.',
  signer: 'TRƯỞNG PHÒNG',
  preparer: 'NGƯỜI LẬP BIỂU',
  signHint: '(Ký, đóng dấu, ghi rõ họ tên)',
  prepareHint: '(Ký, ghi rõ họ tên)',
  status: {
    COMPLIANT: 'Đúng tiến độ',
    AT_RISK: 'Có nguy cơ',
    LATE: 'Chậm',
    UNKNOWN: 'Chưa có dữ liệu',
    EXCLUDED: 'Ngoài phạm vi',
  } satisfies Record<ComplianceStatus, string>,
  ruleState: {
    MET: 'Đạt',
    UNMET: 'Chưa đạt',
    UNKNOWN: 'Chưa có dữ liệu',
    NOT_APPLICABLE: 'Không áp dụng',
  } satisfies Record<RuleState, string>,
  taskState: {
    PLANNED: 'Chưa bắt đầu',
    IN_PROGRESS: 'Đang thực hiện',
    DONE: 'Đã xong',
    CONFIRMED: 'Đã xác nhận',
    CANCELLED: 'Đã hủy',
  } satisfies Record<TaskState, string>,
} as const;

const oneDecimal = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });

export const paperNumber = (value: number): string => oneDecimal.format(value);

/** The hub's own percentage; a dash where it is unknown. */
export const paperPercent = ({ percent }: { percent: number | null }): string =>
  percent === null ? '–' : `${oneDecimal.format(percent)} %`;

/** `Hải An, ngày … tháng 6 năm 2024`: the day is written by hand when the paper is signed. */
export function placeAndDate(unitName: string, at: string): string {
  const place = unitName.replace(/^.*?(quận|huyện|thành phố|thị xã)\s+/iu, '');
  const [, month = '', year = ''] = monthAndYear.format(new Date(at)).split('/');
  return `${place}, ngày      tháng ${month} năm ${year}`;
}

const monthAndYear = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
