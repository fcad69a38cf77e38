import { bilingual } from '../../texts/index.js';

/** What the place for evidence says. */
export const evidenceWords = bilingual({
  vi: {
    title: (files: number): string => (files === 0 ? 'Minh chứng: chưa có tệp' : `Minh chứng: ${files} tệp`),
    choose: 'Chọn tệp',
    camera: 'Chụp ảnh',
    about: (what: string): string => `: ${what}`,
    hint: 'Kéo thả, dán (Ctrl+V) hoặc chọn: PDF, JPG, PNG, XLSX, đến 20 MB.',
    drop: 'Thả tệp vào đây',
    cancel: 'Hủy',
    retry: 'Gửi lại',
    dismiss: 'Bỏ qua',
    version: (version: number): string => `bản ${version}`,
    progress: (name: string): string => `Đang tải lên ${name}`,
    stored: (name: string): string => `Đã tải lên ${name}`,
    fault: {
      kind: 'Chỉ nhận tệp PDF, JPG, PNG, XLSX.',
      empty: 'Tệp không có nội dung.',
      tooLarge: 'Tệp lớn hơn 20 MB.',
      cancelled: 'Đã hủy.',
      unreachable: 'Mất mạng khi đang tải lên.',
      unavailable: 'Hệ thống tạm thời chưa nhận được tệp. Hãy gửi lại sau ít phút.',
      content: 'Nội dung tệp không đúng với đuôi tên tệp.',
      limit: 'Đã đủ số tệp cho nội dung này.',
      refused: 'Hệ thống không nhận tệp này.',
    },
  },
  en: {
    title: (files) =>
      files === 0 ? 'Evidence: no file yet' : `Evidence: ${files} ${files === 1 ? 'file' : 'files'}`,
    choose: 'Choose files',
    camera: 'Take a photo',
    about: (what) => `: ${what}`,
    hint: 'Drag, paste (Ctrl+V) or choose: PDF, JPG, PNG, XLSX, up to 20 MB.',
    drop: 'Drop the files here',
    cancel: 'Cancel',
    retry: 'Send again',
    dismiss: 'Dismiss',
    version: (version) => `version ${version}`,
    progress: (name) => `Uploading ${name}`,
    stored: (name) => `${name} is uploaded`,
    fault: {
      kind: 'PDF, JPG, PNG and XLSX files only.',
      empty: 'The file is empty.',
      tooLarge: 'The file is larger than 20 MB.',
      cancelled: 'Cancelled.',
      unreachable: 'The network failed during the upload.',
      unavailable: 'The hub cannot take the file at present. Send it again in a few minutes.',
      content: 'The file is not what its name says.',
      limit: 'There are as many files here as the hub keeps.',
      refused: 'The hub does not accept this file.',
    },
  },
});

export type UploadFault = keyof (typeof evidenceWords)['vi']['fault'];
