import { bilingual } from '../texts/index.js';

/** The words around a paper; the paper itself is Vietnamese. */
export const printTexts = bilingual({
  vi: {
    report: 'Bản in: báo cáo tiến độ',
    school: 'Bản in: phiếu trường',
    lead: 'Khổ A4, thể thức theo Nghị định 30/2020/NĐ-CP. Số và ngày ghi khi ký.',
    print: 'In hoặc lưu PDF',
    noSchool: 'Không có trường này, hoặc trường ngoài phạm vi của bạn.',
  },
  en: {
    report: 'Print: progress report',
    school: 'Print: school sheet',
    lead: 'A4, laid out after Decree 30/2020/NĐ-CP, in Vietnamese. Number and day are written when it is signed.',
    print: 'Print or save as PDF',
    noSchool: 'There is no such school, or it is not yours to see.',
  },
});
