import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { subgraphNames } from '../../shared/subgraph/names.js';
import { faultsOf, lossOf } from '../support/complete.js';
import { INSIDE, openFragileHub, type FragileHub } from '../support/failures.js';
import { isMutation, journeys, JOURNEY_TIME, walk, type Walked } from '../support/journeys.js';
import { playSeason, type Season } from '../support/season.js';

let season: Season;
let hub: FragileHub;
let walked: Walked[];
/** The queries of all journeys with their answers, from a hub that is whole. */
let whole: Walked[];

beforeAll(async () => {
  season = await playSeason(JOURNEY_TIME);
  hub = await openFragileHub(await season.copy(), JOURNEY_TIME);
  walked = await walk({ send: hub.send, settle: hub.host.settle });
  whole = await askAgain(walked.filter(({ step }) => !isMutation(step)));
});
afterAll(async () => {
  await hub.close();
});

test('no answer of a whole hub has a null in a non-null place, a key too many or too few, or a value of another type', async () => {
  await expectComplete(walked);
  await expectComplete(whole);
});

describe.each(subgraphNames)('in one process, while %s does not run', (name) => {
  test('every answer is complete; what is missing is null and told of, and the rest is what a whole hub says', async () => {
    hub.breakSubgraph(name);
    const partial = await askAgain(whole).finally(() => hub.breakSubgraph(null));
    await expectComplete(partial);
    await expectNothingHiddenOrInvented(partial);
    const errors = errorsOf(partial).filter(({ extensions }) => extensions.code !== 'FORBIDDEN');
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) {
      expect(error).toMatchObject({
        path: expect.any(Array),
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: name },
      });
    }
  });

  test('the people at their work get complete answers, whatever their mutations come to', async () => {
    const broken = await openFragileHub(await season.copy(), JOURNEY_TIME);
    try {
      broken.breakSubgraph(name);
      const [atSchool, atOffice] = journeys;
      const steps = await walk({ send: broken.send, settle: broken.host.settle }, [atSchool!, atOffice!]);
      await expectComplete(steps);
      expect(steps.some(({ step, answer }) => isMutation(step) && answer.data !== null)).toBe(true);
    } finally {
      await broken.close();
    }
  });
});

describe.each(subgraphNames)('in one process, while the database gives %s nothing', (name) => {
  test('every answer is complete, and its errors tell the request and nothing of the inside', async () => {
    hub.breakReads(name);
    const partial = await askAgain(whole).finally(() => hub.breakReads(null));
    await expectComplete(partial);
    await expectNothingHiddenOrInvented(partial);
    const errors = errorsOf(partial).filter(({ extensions }) => extensions.code !== 'FORBIDDEN');
    expect(errors.length).toBeGreaterThan(0);
    for (const { path, extensions } of errors) {
      expect(path).toBeDefined();
      expect(Object.keys(extensions).toSorted()).toEqual(['code', 'requestId']);
      expect(extensions.code).toBe('INTERNAL_SERVER_ERROR');
    }
    expect(JSON.stringify(errors)).not.toContain(INSIDE);
  });
});

test('a hub that is mended answers as if nothing had been', async () => {
  const again = await askAgain(whole);
  expect(again.map(({ answer }) => answer)).toEqual(whole.map(({ answer }) => answer));
});

test('compliance is never falsely green: without rollout it is null with an error wherever it was asked for', async () => {
  hub.breakSubgraph('rollout');
  const { data, errors } = await hub
    .send(
      { subject: 'o', name: 'o', role: 'district_officer', schools: 'all' },
      `{ schools { nodes { code name compliance { status score { percent } readyVerified } } } }`,
    )
    .finally(() => hub.breakSubgraph(null));
  expect(data.schools.nodes).toHaveLength(12);
  expect(
    data.schools.nodes.every(
      (school: { name: string; compliance: unknown }) => school.compliance === null && school.name !== null,
    ),
  ).toBe(true);
  expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'rollout' } }]);
});

async function askAgain(walked: readonly Walked[]): Promise<Walked[]> {
  const answers: Walked[] = [];
  for (const known of walked) {
    const { step, variables } = known;
    answers.push({ ...known, answer: await hub.send(step.actor, step.document, variables) });
  }
  return answers;
}

async function expectComplete(walked: readonly Walked[]): Promise<void> {
  for (const { journey, step, variables, answer } of walked) {
    expect(await faultsOf(step.document, variables, answer), `${journey}: ${step.name}`).toEqual([]);
  }
}

async function expectNothingHiddenOrInvented(partial: readonly Walked[]): Promise<void> {
  for (const [index, { journey, step, variables, answer }] of partial.entries()) {
    const loss = await lossOf(step.document, variables, whole[index]!.answer.data, answer);
    expect(loss, `${journey}: ${step.name}`).toEqual({ unexplained: [], invented: [] });
  }
}

function errorsOf(walked: readonly Walked[]): NonNullable<Walked['answer']['errors']> {
  return walked.flatMap(({ answer }) => answer.errors ?? []);
}
