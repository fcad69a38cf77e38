import type { ExecutionResult } from 'graphql';

import { hubActor } from '../../shared/actor.js';
import { appendEvents } from '../../shared/events/append.js';
import type { AnyHubEvent, PlanSurroundings } from '../../shared/events/contracts.js';
import {
  registerProviders,
  registerSchool,
  schools,
  schoolsConsumers,
} from '../../subgraphs/schools/index.js';
import { openWorkbench, type Workbench } from '../support/subgraph.js';

export const definition = schools as never;
export const mau01 = '31306981';
export const mau02 = '31306982';

/** A workbench at 08:00 on 15/4/2024 over a district of two wards, two schools and two providers. */
export async function openDistrict(): Promise<Workbench> {
  const bench = await openWorkbench();
  const session = bench.openSession(hubActor);
  for (const consumer of schoolsConsumers) bench.consume(consumer);
  const surroundings: PlanSurroundings = {
    organisations: [
      { code: 'BO', nameVi: 'Bộ', nameEn: 'Ministry', level: 'MOET', parent: null },
      { code: 'SO', nameVi: 'Sở', nameEn: 'City department', level: 'CITY_DEPT', parent: 'BO' },
      { code: 'PHONG', nameVi: 'Phòng', nameEn: 'District office', level: 'DISTRICT_OFFICE', parent: 'SO' },
    ],
    unit: { code: 'PHONG', districtCode: '31306', districtNameVi: 'Quận Hải An' },
    wards: [
      { code: 'cat-bi', name: 'Cát Bi' },
      { code: 'dang-lam', name: 'Đằng Lâm' },
    ],
    scopeGrades: { '2023-2024': [1, 2, 3, 4] },
  };
  const data = { plan: 'test', before: null, after: '1', surroundings };
  await session.write((em) =>
    appendEvents(em, hubActor, bench.clock.now(), [{ type: 'rollout.planLoaded', school: null, data }]),
  );
  await bench.settle();
  const company = { services: ['RECORD_SOFTWARE'], licence: null, isSynthetic: true };
  await registerProviders(session, [
    { code: 'MAU-A', name: 'Mẫu A', ...company },
    { code: 'MAU-B', name: 'Mẫu B', ...company },
  ]);
  for (const code of [mau01, mau02]) {
    await registerSchool(session, {
      code,
      name: `TH Mẫu 0${code.slice(-1)}`,
      kind: 'PRIMARY',
      ownership: 'PUBLIC',
      ward: 'cat-bi',
      status: 'ACTIVE',
      hasPrimary: true,
      isSynthetic: true,
      providers: code === mau01 ? ['MAU-A'] : [],
    });
  }
  await bench.settle();
  return bench;
}

export function codeOf(result: ExecutionResult): unknown {
  return result.errors?.[0]?.extensions['code'];
}

/** The last position, once every event written so far is numbered and read. */
export async function headOf(bench: Workbench): Promise<number> {
  await bench.settle();
  const [head] = await bench
    .openSession(hubActor)
    .write((em) =>
      em.execute<{ position: number }[]>('select position::float8 as position from events.head'),
    );
  while (bench.feed.head() < (head?.position ?? 0)) {
    bench.feed.nudge();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return bench.feed.head();
}

/** The events written since `position`, once all are numbered. */
export async function eventsSince(bench: Workbench, position: number): Promise<AnyHubEvent[]> {
  await headOf(bench);
  return bench.feed.readAfter(position, 1000);
}
