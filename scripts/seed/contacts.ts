import { setContact } from '../../subgraphs/schools/index.js';
import { adminOf, moment, principalOf, type Action } from './actions.js';

/** Whom to phone at each of those schools: its principal and who administers its records, with numbers that are nobody's. */
export function contacts(schools: readonly string[]): Action[] {
  return schools.flatMap((school, index): Action[] => [
    {
      at: moment('04-03', '08:00'),
      actor: principalOf(school),
      run: (session) =>
        setContact(session, {
          school,
          name: 'Hiệu trưởng (dữ liệu giả)',
          role: 'PRINCIPAL',
          phone: number(2 * index + 1),
        }),
    },
    {
      at: moment('04-03', '08:10'),
      actor: adminOf(school),
      run: (session) =>
        setContact(session, {
          school,
          name: 'Quản trị học bạ số (dữ liệu giả)',
          role: 'SYSTEM_ADMIN',
          phone: number(2 * index + 2),
        }),
    },
  ]);
}

/** No line of Hải Phòng (0225) begins with a zero. */
function number(nth: number): string {
  return `0225 000 ${String(nth).padStart(4, '0')}`;
}
