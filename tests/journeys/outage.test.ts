import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { subgraphNames } from '../../shared/subgraph/names.js';
import { openApartHub, type ApartHub } from '../support/apart.js';
import { comparable } from '../support/comparable.js';
import { faultsOf, lossOf } from '../support/complete.js';
import { isPostgres } from '../support/database.js';
import type { Answer } from '../support/hub.js';
import {
  isMutation,
  journeys,
  JOURNEY_TIME,
  LATE_STARTER,
  person,
  walk,
  type Walked,
} from '../support/journeys.js';
import { playSeason, type Season } from '../support/season.js';

const officer = person('district_officer');
const queries = journeys.map(({ name, steps }) => ({
  name,
  steps: steps.filter((step) => !isMutation(step)),
}));

/** Mutations whose answers ask other subgraphs too. */
const mutations = {
  readiness: {
    document: `mutation($input: LogCommunicationInput!) { logCommunication(input: $input) { activity { heldOn } school { name training { citySessions } records { eligible } difficulties { id } } } }`,
    variables: {
      input: {
        school: LATE_STARTER,
        audiences: ['PARENTS'],
        heldOn: '2024-04-26',
        description: 'Họp phụ huynh.',
      },
    },
  },
  records: {
    document: `mutation($input: UpdateRecordCountsInput!) { updateRecordCounts(input: $input) { grade { grade version } school { name checklist { version } training { citySessions } difficulties { id } } } }`,
    variables: {
      input: {
        school: LATE_STARTER,
        schoolYear: '2023-2024',
        grade: 2,
        eligible: 336,
        states: [{ state: 'NOT_STARTED', count: 336 }],
        expectedVersion: 0,
      },
    },
  },
};

describe.skipIf(!isPostgres)(
  `a subgraph's process is killed${isPostgres ? '' : ' (skipped: subgraphs that run apart share a PostgreSQL server)'}`,
  () => {
    let season: Season;
    let hub: ApartHub;
    let whole: Walked[];

    beforeAll(async () => {
      season = await playSeason(JOURNEY_TIME);
      hub = await openApartHub(await season.copy());
      whole = await walk(hub, queries);
    });
    afterAll(async () => {
      await hub?.close();
    });

    describe.each(subgraphNames)('%s', (name) => {
      beforeAll(() => hub.kill(name));
      afterAll(async () => {
        await hub.revive(name);
        await hub.settle();
      });

      test('every answer is complete; what it holds is null and told of, and the rest is what a whole hub says', async () => {
        const partial = await walk(hub, queries);
        const said = comparable(partial, JOURNEY_TIME, { sameRows: true });
        const before = comparable(whole, JOURNEY_TIME, { sameRows: true });
        for (const { journey, step, variables, answer } of partial) {
          const key = `${journey}: ${step.name}`;
          expect(await faultsOf(step.document, variables, answer), key).toEqual([]);
          const known = before.get(key) as Answer;
          expect(await lossOf(step.document, variables, known.data, said.get(key) as Answer), key).toEqual({
            unexplained: [],
            invented: [],
          });
        }
        const errors = partial
          .flatMap(({ answer }) => answer.errors ?? [])
          .filter(({ extensions }) => extensions.code !== 'FORBIDDEN');
        expect(errors.length).toBeGreaterThan(0);
        for (const error of errors) {
          expect(error).toMatchObject({
            path: expect.any(Array),
            extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: name },
          });
          expect(Object.keys(error.extensions).toSorted()).toEqual(['code', 'subgraph']);
        }
      });

      test('compliance is never falsely green', async () => {
        const { data, errors = [] } = await hub.send(
          officer,
          `{ unmetRequirements(rule: "R13") { state school { code compliance { status } } } }`,
        );
        if (name === 'rollout') {
          expect(data).toBeNull();
          expect(errors).toMatchObject([
            { path: ['unmetRequirements'], extensions: { subgraph: 'rollout' } },
          ]);
        } else {
          const rows = data.unmetRequirements as {
            state: string;
            school: { compliance: { status: string } };
          }[];
          expect(rows).toHaveLength(2);
          expect(
            rows.every(({ state, school }) => state === 'UNMET' && school.compliance.status === 'AT_RISK'),
          ).toBe(true);
        }
      });
    });

    test('a mutation of a subgraph that lives is done, and its answer tells which part of it is missing', async () => {
      const admin = person('school_admin', [LATE_STARTER]);
      await hub.kill('schools');
      const { document, variables } = mutations.readiness;
      const { data, errors } = await hub
        .send(admin, document, variables)
        .finally(() => hub.revive('schools'));
      expect(data.logCommunication).toMatchObject({
        activity: { heldOn: '2024-04-26' },
        school: { name: null, training: { citySessions: 1 } },
      });
      expect(errors).toMatchObject([
        {
          path: ['logCommunication', 'school'],
          extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'schools' },
        },
      ]);
    });

    test('a mutation of the subgraph that is gone is refused, and done when it is back', async () => {
      const admin = person('school_admin', [LATE_STARTER]);
      await hub.kill('records');
      const { document, variables } = mutations.records;
      const refused = await hub.send(admin, document, variables).finally(() => hub.revive('records'));
      expect(refused).toMatchObject({
        data: null,
        errors: [
          { path: ['updateRecordCounts'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'records' } },
        ],
      });
      const done = await hub.send(admin, document, variables);
      expect(done.errors).toBeUndefined();
      expect(done.data.updateRecordCounts.grade).toEqual({ grade: 2, version: 1 });
    });

    test('readiness of the gateway names the part that does not answer, and is whole when it is back', async () => {
      const ask = async () => {
        const response = await fetch(`${hub.gateway.url}/readiness`);
        return {
          status: response.status,
          parts: ((await response.json()) as { parts: Record<string, string> }).parts,
        };
      };
      await hub.kill('training');
      const partial = await ask().finally(() => hub.revive('training'));
      expect(partial).toMatchObject({
        status: 503,
        parts: { 'subgraph:training': 'does not answer', 'subgraph:rollout': 'ok' },
      });
      expect(await ask()).toMatchObject({ status: 200, parts: { 'subgraph:training': 'ok' } });
    });
  },
);
