import { memo } from 'react';

import type { RulesQuery } from '../generated/graphql.js';
import { StatusIcon } from '../parts/StatusIcon.js';
import { useTexts } from '../texts/index.js';
import { lookOf, sentenceOf, signOf, type HeatRow } from './cell.js';
import { heatTexts } from './texts.js';

export type Rule = RulesQuery['complianceRules'][number];

interface HeatRowCellsProps {
  readonly row: HeatRow;
  readonly rules: readonly Rule[];
  readonly isFresh: boolean;
  /** The column that the keyboard is on, where it is on this row. */
  readonly active: number | null;
}

/** One school's row of the map; drawn anew only when the school or the place of the keyboard in it changes. */
export const HeatRowCells = memo(function HeatRowCells({ row, rules, isFresh, active }: HeatRowCellsProps) {
  const shared = useTexts();
  const texts = useTexts(heatTexts);
  const lines = new Map(row.lines.map((line) => [line.rule, line]));
  const name = row.school.name ?? shared.table.unnamed(row.school.code);
  return (
    <tr className={isFresh ? 'heat-row fresh' : 'heat-row'} data-school={row.school.code}>
      <th scope="row" className={`heat-name tone-${row.status}`}>
        <StatusIcon status={row.status} />
        <span className="only-heard">{shared.status[row.status]}</span>
        <span className="heat-name-words">{name}</span>
      </th>
      <td className="heat-score figures">{shared.percent(row.score)}</td>
      {rules.map((rule, column) => {
        const line = lines.get(rule.id);
        return (
          <td
            key={rule.id}
            tabIndex={active === column ? 0 : -1}
            className={`heat-cell heat-${lookOf(line)}`}
            data-rule={rule.id}
          >
            <span aria-hidden="true">{signOf(line)}</span>
            <span className="only-heard">{sentenceOf(line, texts, shared)}</span>
          </td>
        );
      })}
    </tr>
  );
});
