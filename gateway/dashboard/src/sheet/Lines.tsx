import { Panel } from '../parts/Panel.js';
import { isMissed } from '../schools/keepPlace.js';
import { useTexts } from '../texts/index.js';
import { SheetLineRow } from './SheetLineRow.js';
import { sheetTexts } from './texts.js';
import type { Sheet, SheetCompliance } from './types.js';

/** Every requirement: what is missed is open, most points lost first; the rest is one line each until it is opened. */
export function Lines({ school, compliance }: { school: Sheet; compliance: SheetCompliance }) {
  const texts = useTexts(sheetTexts);
  const missed = compliance.lines.filter(isMissed);
  const rest = compliance.lines.filter((line) => !isMissed(line));
  const items = school.checklist?.items ?? [];
  const people = school.people ?? [];
  const row = (line: (typeof missed)[number], isOpen: boolean) => (
    <li key={line.rule}>
      <SheetLineRow
        line={line}
        items={items.filter(({ rule }) => rule === line.rule)}
        allItems={items}
        people={people}
        isOpen={isOpen}
      />
    </li>
  );
  return (
    <Panel title={texts.lines} area="lines">
      <h3 className="lines-name">{texts.open(missed.length)}</h3>
      <ul className="sheet-lines">{missed.map((line) => row(line, true))}</ul>
      <h3 className="lines-name">{texts.done(rest.length)}</h3>
      <ul className="sheet-lines">{rest.map((line) => row(line, false))}</ul>
    </Panel>
  );
}
