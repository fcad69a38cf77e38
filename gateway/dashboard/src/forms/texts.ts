import { bilingual } from '../texts/index.js';

/** The words of every form and of what the hub answers to it. */
export const formTexts = bilingual({
  vi: {
    cancel: 'Thôi',
    close: 'Đóng',
    sending: 'Đang gửi…',
    required: 'bắt buộc',
    optional: 'không bắt buộc',
    left: (count: number): string => `còn ${count} ký tự`,
    school: 'Trường',
    schoolHint: 'Gõ tên hoặc mã trường, không cần dấu',
    noSchool: 'Không có trường nào khớp.',
    more: 'Xem thêm',
    shown: (count: number, total: number): string => `${count} trên ${total}`,
    missing: (label: string): string => `Chưa nhập: ${label}.`,
    refused: {
      VERSION_CONFLICT:
        'Có người đã thay đổi nội dung này sau khi bạn xem. Đã tải lại bản mới; hãy xem rồi làm lại.',
      INVALID_TRANSITION: 'Việc này không còn làm được ở trạng thái hiện tại. Có thể người khác vừa xử lý.',
      NOT_FOUND: 'Nội dung này không còn, hoặc không thuộc phạm vi của bạn.',
      FORBIDDEN: 'Vai trò của bạn không được làm việc này. Không ai tự xác nhận nội dung do chính mình khai.',
      BAD_USER_INPUT: 'Hệ thống không nhận nội dung này',
      LIMIT_EXCEEDED: 'Vượt giới hạn của hệ thống. Hãy làm từng phần nhỏ hơn.',
      unreachable:
        'Chưa rõ hệ thống đã nhận hay chưa vì mất kết nối. Nội dung bạn nhập vẫn còn ở đây; hãy kiểm tra danh sách trước khi gửi lại.',
      other: 'Hệ thống chưa làm được việc này.',
    },
  },
  en: {
    cancel: 'Cancel',
    close: 'Close',
    sending: 'Sending…',
    required: 'required',
    optional: 'optional',
    left: (count) => `${count} characters left`,
    school: 'School',
    schoolHint: 'Type a name or code, accents not needed',
    noSchool: 'No school matches.',
    more: 'Show more',
    shown: (count, total) => `${count} of ${total}`,
    missing: (label) => `Not filled in: ${label}.`,
    refused: {
      VERSION_CONFLICT:
        'Someone has changed this since you read it. The new version is loaded; look at it and repeat.',
      INVALID_TRANSITION: 'This cannot be done in its present state. Someone may just have dealt with it.',
      NOT_FOUND: 'This is no longer there, or not yours to see.',
      FORBIDDEN: 'Your role may not do this. Nobody verifies what he declared himself.',
      BAD_USER_INPUT: 'The hub does not take this',
      LIMIT_EXCEEDED: 'Beyond the limits of the hub. Do it in smaller parts.',
      unreachable:
        'The connection broke: it is not known whether the hub took it. What you typed is still here; look at the list before you send it again.',
      other: 'The hub has not done this.',
    },
  },
});
