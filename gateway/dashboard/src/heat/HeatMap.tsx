import { useState, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react';
import { useNavigate } from 'react-router';

import type { OverviewQuery } from '../generated/graphql.js';
import { SortedHead } from '../schools/SchoolTableHead.js';
import type { SchoolQueryState } from '../schools/useSchoolQuery.js';
import { useTexts } from '../texts/index.js';
import { sentenceOf, type HeatRow } from './cell.js';
import { HeatRowCells, type Rule } from './HeatRowCells.js';
import { moved, type Place } from './place.js';
import { heatTexts } from './texts.js';

interface HeatMapProps {
  readonly rows: readonly HeatRow[];
  readonly rules: readonly Rule[];
  readonly topUnmet: OverviewQuery['districtOverview']['topUnmet'];
  readonly query: SchoolQueryState;
  readonly fresh: ReadonlySet<string>;
}

/** Schools by requirements as one grid: one stop of the Tab key, arrows inside, each cell also in words below. */
export function HeatMap({ rows, rules, topUnmet, query, fresh }: HeatMapProps) {
  const shared = useTexts();
  const texts = useTexts(heatTexts);
  const navigate = useNavigate();
  const [kept, setPlace] = useState<Place>({ row: 0, column: 0 });
  const [pointed, setPointed] = useState<Place | null>(null);
  const place = { row: Math.min(kept.row, rows.length - 1), column: Math.min(kept.column, rules.length - 1) };
  const open = ({ row }: Place): void => {
    const code = rows[row]?.school.code;
    if (code !== undefined) void navigate(`/schools/${code}#${rules[place.column]?.id ?? ''}`);
  };

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>): void {
    if (placeOf(event.target) === null) return;
    if (event.key === 'Enter') {
      open(place);
      return;
    }
    const next = moved(place, event, { rows: rows.length, columns: rules.length });
    if (next === null) return;
    event.preventDefault();
    setPlace(next);
    event.currentTarget.tBodies[0]?.rows[next.row + 1]?.cells[next.column + 2]?.focus();
  }
  function follow(event: FocusEvent | MouseEvent): void {
    const at = placeOf(event.target);
    if (at === null) return;
    setPointed(at);
    if (event.type === 'focus' || event.type === 'click') setPlace(at);
  }

  return (
    <>
      <p className="heat-said" data-testid="heat-said">
        {pointed === null ? texts.pointAt : <Said place={pointed} rows={rows} rules={rules} />}
      </p>
      <div className="heat-scroll">
        <table
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table that one walks in with the arrows is a grid
          role="grid"
          className="heat"
          aria-label={texts.caption}
          onKeyDown={onKeyDown}
          onFocus={follow}
          onMouseOver={follow}
          onClick={(event) => {
            follow(event);
            const at = placeOf(event.target);
            if (at !== null && event.detail === 2) open(at);
          }}
        >
          <thead>
            <tr>
              <SortedHead query={query} field="NAME" name={shared.table.school} className="heat-name" />
              <SortedHead query={query} field="SCORE" name={texts.score} className="heat-score" />
              {rules.map((rule) => (
                <th
                  key={rule.id}
                  scope="col"
                  className="heat-rule figures"
                  title={`${shared.pick(rule.titleVi, rule.titleEn)} · ${rule.clause}`}
                >
                  {rule.id}
                  <span className="only-heard">{shared.pick(rule.titleVi, rule.titleEn)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className="heat-sums">
              <th scope="row" className="heat-name">
                {texts.missing}
              </th>
              <td className="heat-score">{shared.noValue}</td>
              {rules.map((rule) => (
                <td key={rule.id} className="figures">
                  {topUnmet.find((unmet) => unmet.rule === rule.id)?.schools ?? 0}
                </td>
              ))}
            </tr>
            {rows.map((row, index) => (
              <HeatRowCells
                key={row.school.code}
                row={row}
                rules={rules}
                isFresh={fresh.has(row.school.code)}
                active={index === place.row ? place.column : null}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The cell that is pointed at, in words: school, requirement, how it stands. */
function Said({ place, rows, rules }: { place: Place } & Pick<HeatMapProps, 'rows' | 'rules'>) {
  const shared = useTexts();
  const texts = useTexts(heatTexts);
  const [row, rule] = [rows[place.row], rules[place.column]];
  if (row === undefined || rule === undefined) return texts.pointAt;
  const line = row.lines.find((candidate) => candidate.rule === rule.id);
  return (
    <>
      <b>{row.school.name ?? shared.table.unnamed(row.school.code)}</b> · {rule.id}{' '}
      {shared.pick(rule.titleVi, rule.titleEn)}: {sentenceOf(line, texts, shared)}
    </>
  );
}

/** The place of a cell of the map; null for anything else in it. */
function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof Element ? target.closest('td[data-rule]') : null;
  const row = cell?.closest('tr');
  if (!(cell instanceof HTMLTableCellElement) || row == null) return null;
  return { row: row.sectionRowIndex - 1, column: cell.cellIndex - 2 };
}
