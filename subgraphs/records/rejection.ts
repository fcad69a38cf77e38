/**
 * Codes that the hub can explain. The receiving gateway's own list was not found; these are named after the parts of the record
 * that the specification makes mandatory (domain B3), for systems that report in the hub's words. A code that is not here is
 * shown as it came.
 */
const explained: Readonly<Record<string, string>> = {
  INVALID_XML: 'Tệp học bạ không đúng cấu trúc XML quy định: kết xuất lại từ phần mềm học bạ số rồi nộp lại.',
  MISSING_MANAGER_SIGNATURE:
    'Thiếu chữ ký của cán bộ quản lý (CBQL): hiệu trưởng hoặc phó hiệu trưởng ký rồi nộp lại.',
  MISSING_STAMP:
    'Thiếu chữ ký phát hành (KY_PHAT_HANH) của nhà trường: ký bằng chứng thư số tổ chức rồi nộp lại.',
  INVALID_SIGNATURE: 'Chữ ký số không hợp lệ hoặc nội dung đã thay đổi sau khi ký: ký lại rồi nộp lại.',
  WRONG_CERTIFICATE:
    'Ký phát hành bằng chứng thư số cá nhân thay vì của nhà trường: chọn đúng chứng thư số rồi ký lại.',
  CERTIFICATE_NOT_APPROVED:
    'Chứng thư số của nhà trường chưa được Phòng hoặc Sở phê duyệt: chờ phê duyệt rồi nộp lại.',
  CERTIFICATE_EXPIRED: 'Chứng thư số đã hết hạn khi ký: gia hạn, được phê duyệt rồi ký lại.',
  DUPLICATE_UUID: 'Mã tra cứu UUID đã được dùng: khởi tạo lại học bạ với mã mới.',
  UNKNOWN_SCHOOL: 'Mã trường không có trong hệ thống của Sở: kiểm tra mã trường trong phần mềm.',
  TOO_LARGE: 'Gói dữ liệu lớn hơn 10 MB: chia nhỏ rồi nộp lại.',
};

/** The code in Vietnamese, with what to do; null where the hub does not know it. */
export function explainRejection(code: string): string | null {
  return explained[code.toUpperCase()] ?? null;
}
