import { bilingual } from '../texts/index.js';

export const schoolsTexts = bilingual({
  vi: {
    lead: 'Lọc, sắp xếp và mở phiếu của từng trường. Địa chỉ trang giữ nguyên bộ lọc để gửi cho người khác.',
    anyWard: 'Mọi phường',
    anyRule: 'Mọi tiêu chí',
    ward: 'Phường',
    rule: 'Chưa đạt tiêu chí',
    status: 'Tình trạng',
    columns: 'Cột',
  },
  en: {
    lead: 'Filter, sort, and open the sheet of a school. The address keeps the filters, to be sent to others.',
    anyWard: 'Any ward',
    anyRule: 'Any requirement',
    ward: 'Ward',
    rule: 'Has not met',
    status: 'Status',
    columns: 'Columns',
  },
});
