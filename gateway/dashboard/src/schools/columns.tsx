import type { ComponentType } from 'react';

import { dayAndMinute, day } from '../format/date.js';
import type { ComplianceOrderField } from '../generated/graphql.js';
import type { Risk, SchoolRow } from '../graph/types.js';
import { Meter } from '../parts/Meter.js';
import { StatusBadge } from '../parts/StatusBadge.js';
import { useTexts, type Texts } from '../texts/index.js';
import type { ColumnId } from './query.js';

/** A column whose cell needs the row alone; what is missing opens, so the row itself shows it. */
export interface Column {
  readonly name: (texts: Texts) => string;
  /** What the graph orders it by; null where it cannot. */
  readonly sort: ComplianceOrderField | null;
  readonly Cell: ComponentType<{ row: SchoolRow }> | null;
}

export const columns: Readonly<Record<ColumnId, Column>> = {
  ward: { name: ({ table }) => table.ward, sort: null, Cell: Ward },
  status: { name: ({ table }) => table.status, sort: null, Cell: Status },
  ready: { name: ({ table }) => table.ready, sort: null, Cell: Readiness },
  score: { name: ({ table }) => table.score, sort: 'SCORE', Cell: Score },
  late: { name: ({ table }) => table.late, sort: 'DAYS_LATE', Cell: Late },
  updated: { name: ({ table }) => table.updated, sort: null, Cell: Updated },
  missing: { name: ({ table }) => table.missing, sort: null, Cell: null },
};

function Ward({ row }: { row: SchoolRow }) {
  const texts = useTexts();
  return <td className="col-ward">{row.school.ward?.name ?? texts.noValue}</td>;
}

function Status({ row }: { row: SchoolRow }) {
  return (
    <td className="col-status">
      <StatusBadge status={row.status} />
      {row.status === 'AT_RISK' && <RiskNotes risks={row.risks} />}
    </td>
  );
}

/** Why a school that is not late is at risk. */
function RiskNotes({ risks }: { risks: readonly Risk[] }) {
  const texts = useTexts();
  const said = new Set(
    risks.map((risk) => texts.risk[risk.cause](risk.until === null ? null : day(risk.until))),
  );
  return [...said].map((note) => (
    <span key={note} className="risk">
      {note}
    </span>
  ));
}

/** Declared and verified are two facts: the one is the school's word, the other the office's. */
function Readiness({ row }: { row: SchoolRow }) {
  const texts = useTexts();
  const said = row.readyVerified
    ? texts.table.verified
    : row.readyDeclared
      ? texts.table.declared
      : texts.table.notReady;
  return (
    <td className="col-ready">
      <span className="cell-name" aria-hidden="true">
        {texts.table.ready}:{' '}
      </span>
      {row.status === 'EXCLUDED' ? (
        texts.noValue
      ) : (
        <span className={row.readyVerified ? 'ready ready-verified' : 'ready'}>{said}</span>
      )}
    </td>
  );
}

function Score({ row: { score } }: { row: SchoolRow }) {
  const texts = useTexts();
  return (
    <td className="col-score">
      <span className="figures score-percent">{texts.percent(score)}</span>
      {score.percent !== null && <Meter share={score} tone="plain" />}
    </td>
  );
}

function Late({ row: { daysLate } }: { row: SchoolRow }) {
  const texts = useTexts();
  return (
    <td className={daysLate > 0 ? 'col-late figures' : 'col-late not-late figures'}>
      <span className="cell-name" aria-hidden="true">
        {texts.table.late}{' '}
      </span>
      {daysLate > 0 ? (
        <span className="days-late">{texts.table.daysLate(daysLate)}</span>
      ) : (
        <>
          <span aria-hidden="true">{texts.noValue}</span>
          <span className="only-heard">{texts.table.notLate}</span>
        </>
      )}
    </td>
  );
}

function Updated({ row: { lastUpdateAt } }: { row: SchoolRow }) {
  const texts = useTexts();
  return (
    <td className="col-updated figures">
      <span className="cell-name" aria-hidden="true">
        {texts.table.updated}{' '}
      </span>
      {lastUpdateAt === null ? texts.noValue : dayAndMinute(lastUpdateAt)}
    </td>
  );
}
