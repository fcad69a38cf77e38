import type { SignatureGroup } from '../../generated/graphql.js';
import { bilingual } from '../../texts/index.js';

/** What the page of personal signatures says. */
export const signatureWords = bilingual({
  vi: {
    title: 'Chữ ký số cá nhân',
    lead: 'Bao nhiêu người có chữ ký số, từ ngày nào đến ngày nào (II.3-3). Chỉ số lượng: không có tên người, không có số serial.',
    noHeadcount:
      'Sổ đăng ký chưa có số người của trường: Phòng GD&ĐT ghi vào trước, sau đó trường mới khai được.',
    none: 'Chưa khai đợt nào.',
    group: { MANAGERS: 'Cán bộ quản lý', TEACHERS: 'Giáo viên chủ nhiệm' } satisfies Record<
      SignatureGroup,
      string
    >,
    about: (group: string): string => `: ${group}`,
    onHub: (signed: string, people: string): string =>
      `Đã khai: ${signed} trên ${people} người có chữ ký còn hiệu lực`,
    ratioAlone: 'Đã khai tỉ lệ, chưa khai thời hạn: thêm các đợt để hệ thống theo dõi ngày hết hạn.',
    verified: 'Phòng đã xác nhận. Muốn khai lại, hãy đề nghị Phòng trả nội dung này về trường.',
    reason: 'Lý do Phòng trả lại',
    batch: (number: number): string => `Đợt ${number}`,
    count: 'Số người',
    issuer: 'Nhà cung cấp chứng thư',
    issuerHint: 'Ví dụ VGCA (Ban Cơ yếu), VNPT-CA, Viettel-CA',
    from: 'Hiệu lực từ ngày',
    to: 'Hiệu lực đến hết ngày',
    range: (from: string, to: string): string => `${from} đến hết ${to}`,
    ended: 'đã hết hạn hoặc chưa bắt đầu',
    add: 'Thêm một đợt',
    remove: 'Bỏ đợt này',
    sum: (today: number, people: string): string => `Còn hiệu lực hôm nay: ${today} / ${people} người`,
    all: 'Đủ: ai cũng có chữ ký.',
    missing: (rest: number): string => `Còn ${rest} người chưa có.`,
    excess: (day: string, count: number, people: number): string =>
      `Ngày ${day} sẽ có ${count} chữ ký còn hiệu lực, nhưng sổ chỉ có ${people} người: ai gia hạn sớm thì chỉ tính ở một đợt.`,
    nobody: 'Khai như vậy nghĩa là chưa ai có chữ ký.',
    save: 'Khai báo',
    saved: 'Đã khai. Nội dung tương ứng trong phiếu rà soát đã có số mới.',
    keptHere: 'Giữ trên máy này, chưa gửi.',
    fault: {
      missing: 'Điền thêm ô này',
      notWhole: 'Điền một số nguyên, ít nhất là 1',
      tooLong: 'Nhiều nhất 100 ký tự',
      order: 'Ngày cuối không được trước ngày đầu',
      refused: 'Hệ thống không nhận nội dung của ô này',
    },
    conflict: {
      title: 'Người khác vừa khai nhóm này',
      lead: 'Bản của họ đứng trên, bản của bạn còn ở dưới. Chọn một.',
      mine: 'Giữ bản của bạn',
      theirs: 'Lấy bản của họ',
    },
  },
  en: {
    title: 'Personal signatures',
    lead: 'How many people have a signature, from which day to which (II.3-3). Numbers only: no names, no serial numbers.',
    noHeadcount:
      'The register does not hold how many people the school has: the office records it first, then the school can declare.',
    none: 'No batch is declared.',
    group: { MANAGERS: 'Managers', TEACHERS: 'Homeroom teachers' },
    about: (group) => `: ${group}`,
    onHub: (signed, people) => `Declared: ${signed} of ${people} people with a valid signature`,
    ratioAlone:
      'A ratio is declared, but not until when: add the batches, so that the hub follows when they end.',
    verified: 'The office has verified it. To declare it anew, ask the office to return it.',
    reason: 'Why the office returned it',
    batch: (number) => `Batch ${number}`,
    count: 'People',
    issuer: 'Issuer of the certificates',
    issuerHint: 'For example VGCA, VNPT-CA, Viettel-CA',
    from: 'Valid from',
    to: 'Valid to the end of',
    range: (from, to) => `${from} to the end of ${to}`,
    ended: 'over, or not begun',
    add: 'Add a batch',
    remove: 'Remove this batch',
    sum: (today, people) => `Valid today: ${today} / ${people} people`,
    all: 'Complete: everyone has a signature.',
    missing: (rest) => `${rest} still without one.`,
    excess: (day, count, people) =>
      `On ${day} there would be ${count} valid signatures, but the register has ${people} people: count whoever renews early in one batch only.`,
    nobody: 'Declared like this, nobody has a signature.',
    save: 'Declare',
    saved: 'Declared. The item of the checklist that belongs to it has the new number.',
    keptHere: 'Kept on this machine, not sent.',
    fault: {
      missing: 'Fill in this field too',
      notWhole: 'A whole number, at least 1',
      tooLong: 'At most 100 characters',
      order: 'The last day may not be before the first',
      refused: 'The hub does not take what is in this field',
    },
    conflict: {
      title: 'Somebody else has just declared this group',
      lead: 'Theirs stands above, yours is still below. Choose one.',
      mine: 'Keep yours',
      theirs: 'Take theirs',
    },
  },
});
