import {
  conditionsMet,
  happened,
  itemEvent,
  registered,
  templateItems,
  trained,
} from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import { happen, of, openRollout, registeredAs, until } from './bench.js';

export const ready = '31306981';
export const stampless = '31306982';
export const silent = '31306983';
export const secondary = '31306984';

/** By 26 April: one school has done all, one lacks its stamp and a quarter of its training, one has said nothing, one is out of scope. */
export async function openDistrict(): Promise<Workbench> {
  const bench = await openRollout('2024-04-08 08:00');
  const [, headcount, enrolment] = registered('2024-04-08 08:00');
  const known = (code: string, name: string, ward: string) => [
    registeredAs(code, '2024-04-08 08:00', { name, ward }),
    ...of(code, [headcount!, enrolment!]),
  ];
  await happen(bench, [
    ...known(ready, 'TH Mẫu 9', 'cat-bi'),
    ...known(stampless, 'TH Mẫu 10', 'dang-lam'),
    ...known(silent, 'TH Đằng Lâm', 'dang-lam'),
    registeredAs(secondary, '2024-04-08 08:00', {
      name: 'THCS Mẫu 12',
      kind: 'LOWER_SECONDARY',
      hasPrimary: false,
    }),
    ...of(ready, conditionsMet('2024-04-16 09:00')),
    ...of(
      ready,
      templateItems.map(({ id }) => itemEvent('readiness.itemVerified', '2024-04-17 09:00', id)),
    ),
    ...of(stampless, conditionsMet('2024-04-16 10:00', ['R09', 'R13'])),
    ...of(stampless, [trained('2024-04-24 10:00', { managers: 2, teachers: 26, staff: 2 })]),
    happened(
      'readiness.communicationLogged',
      '2024-04-24 11:00',
      { audiences: ['PUPILS'], heldOn: '2024-04-24' },
      ready,
    ),
  ]);
  await until(bench, '2024-04-26 08:00');
  return bench;
}
