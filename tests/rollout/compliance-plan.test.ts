import { describe, expect, it } from 'vitest';

import { compliancePlan, type PlanDocument } from '../../subgraphs/rollout/compliance/plan.js';

const start = '2024-04-16T08:00:00+07:00';

describe('a plan', () => {
  const document = (changes: object) =>
    ({
      schoolYear: '2023-2024',
      scopeGrades: { '2023-2024': [1] },
      clauses: [{ id: 'IV.2-1', textVi: 'Thành lập tổ công tác.' }],
      rules: [
        {
          id: 'A',
          clause: 'IV.2-1',
          predicate: 'WORKING_GROUP',
          parameters: {},
          due: start,
          inForceFrom: start,
          ...changes,
        },
      ],
    }) as unknown as PlanDocument;
  const read = (changes: object) =>
    compliancePlan({ document: document(changes), version: '1', items: [], duties: [] });

  it('is refused where it names a predicate, a clause or a rule that is not there', () => {
    expect(read({}).rules[0]).toMatchObject({ clauseText: 'Thành lập tổ công tác.' });
    expect(() => read({ predicate: 'MAGIC' })).toThrow('unknown predicate MAGIC');
    expect(() => read({ clause: 'IX' })).toThrow('cites clause IX');
    expect(() => read({ parameters: { validUntilDueOf: 'B' } })).toThrow('due of rule B');
  });
});
