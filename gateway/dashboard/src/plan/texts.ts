import { bilingual } from '../texts/index.js';

export const planTexts = bilingual({
  vi: {
    title: 'Kế hoạch',
    rules: 'Tiêu chí và hạn',
    table: 'Bảng tiêu chí',
    rule: 'Tiêu chí',
    clause: 'Điều',
    weight: 'Trọng số',
    gate: 'Bắt buộc',
    due: 'Hạn',
    basis: 'Nguồn của hạn',
    seed: 'Theo kế hoạch',
    derived: 'Suy ra, cấu hình được',
    yes: 'có',
    no: 'không',
  },
  en: {
    title: 'Plan',
    rules: 'Requirements and their dues',
    table: 'Table of requirements',
    rule: 'Requirement',
    clause: 'Clause',
    weight: 'Weight',
    gate: 'Gate',
    due: 'Due',
    basis: 'Where the due comes from',
    seed: 'The plan',
    derived: 'Derived, may be configured',
    yes: 'yes',
    no: 'no',
  },
});
