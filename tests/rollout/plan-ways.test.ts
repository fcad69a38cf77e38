import { join } from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import { applyPlanFile, readPlanFile } from '../../scripts/seed/plan-file.js';
import { projectRoot } from '../../shared/paths.js';
import { openTestHub, type TestHub } from '../support/hub.js';
import { head, officer } from './bench.js';

const file = readPlanFile(join(projectRoot, 'tests', 'support', 'plans', 'other-district.json'));
const start = new Date('2024-09-10T08:00:00+07:00');
const LOAD = 'mutation($input: LoadPlanInput!) { loadPlan(input: $input) { plan { id } } }';
const IMPORT =
  'mutation($input: ImportTableInput!) { importSchools(input: $input) { created errors { reason fix } } }';
const register = [
  'Mã trường;Tên trường;Loại trường;Phường;Loại hình',
  '79000001;TH Phường 1;Tiểu học;Khu phố 1;Công lập',
  '79000002;TH Phường 2;Tiểu học;cat-bi;Công lập',
].join('\n');
const ASKED = `{
  timeline { plan { id version schoolYear scopeGrades unit { code nameVi } } tasks { id state plannedStart originalDue } }
  complianceRules { id clause clauseText weight due gate predicate parameters }
  planVersions { plan version isActive }
  checklistTemplate { id version publishedOn sections { id } duties { id } items { id section clause rule gate kind } }
  district { code name unit { code level } organisations { code } wards { code name } }
  districtOverview { district { code } }
  recordProgress { schoolYear grades { grade } unreported }
  compliance { nodes { school { code name ward { code } checklist { template items { id state } } plan { duties { id person } } } status score { percent } lines { rule state } } }
}`;

/** Loads the file into a hub that oversaw Hải An until then, gives it schools, and asks what people ask. */
async function overseen(load: (hub: TestHub) => Promise<unknown>): Promise<object> {
  const hub = await openTestHub({ start, fill: 'plan' });
  try {
    await load(hub);
    await hub.host.settle();
    const imported = await hub.send(officer, IMPORT, { input: { content: register } });
    await hub.host.settle();
    const { data, errors } = await hub.send(officer, ASKED);
    if (errors) throw new Error(JSON.stringify(errors).slice(0, 600));
    expect(errors).toBeUndefined();
    return { imported: imported.data, ...data };
  } finally {
    await hub.close();
  }
}

let byCommand: object;
let byGraph: object;
beforeAll(async () => {
  byCommand = await overseen(({ host }) => applyPlanFile(host.openSession, file));
  byGraph = await overseen(async (hub) => {
    const { errors } = await hub.send(head, LOAD, { input: { document: file } });
    expect(errors).toBeUndefined();
  });
});

test('a plan published through the graph gives the same hub as the same file loaded by the command', () => {
  expect(byGraph).toEqual(byCommand);
});

test('it is that plan’s hub in every room: unit and wards, grades, questionnaire and duties, rules', () => {
  expect(byGraph).toMatchObject({
    timeline: { plan: { id: 'phuong-mau-2024-2025', scopeGrades: [1, 2, 3, 4, 5] } },
    checklistTemplate: { id: 'ra-soat-phuong-2024', items: [{ id: 'WORKING_GROUP' }, {}, {}] },
    district: {
      code: 'VHXH-PHUONG-MAU',
      unit: { level: 'WARD_OFFICE' },
      organisations: [{ code: 'BGDDT' }, { code: 'SGDDT-MAU' }, { code: 'VHXH-PHUONG-MAU' }],
      wards: [{ code: 'khu-1' }, { code: 'khu-2' }],
    },
    recordProgress: { schoolYear: '2024-2025' },
    compliance: {
      nodes: [
        {
          school: {
            code: '79000001',
            ward: { code: 'khu-1' },
            checklist: { template: 'ra-soat-phuong-2024' },
            plan: { duties: [{ id: 'GENERAL_LEAD', person: null }] },
          },
        },
      ],
    },
  });
});

test('a ward of the unit that was overseen before is none of its wards', () => {
  expect(byGraph).toMatchObject({
    imported: { importSchools: { errors: [{ fix: expect.stringContaining('khu-1') as string }] } },
  });
});
