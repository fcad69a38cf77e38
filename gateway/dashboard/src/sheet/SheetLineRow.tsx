import { day, dayAndMinute } from '../format/date.js';
import { isMissed } from '../schools/keepPlace.js';
import { useTexts } from '../texts/index.js';
import { sheetTexts } from './texts.js';
import type { SheetItem, SheetLine, SheetPerson } from './types.js';

interface SheetLineRowProps {
  readonly line: SheetLine;
  /** What the school declares for this requirement. */
  readonly items: readonly SheetItem[];
  /** All of the checklist, by which missing parts are named. */
  readonly allItems: readonly SheetItem[];
  readonly people: readonly SheetPerson[];
  readonly isOpen: boolean;
}

/** One requirement with all that an officer needs on the phone: clause, what is missing, by when, who knows. */
export function SheetLineRow({ line, items, allItems, people, isOpen }: SheetLineRowProps) {
  const shared = useTexts();
  const texts = useTexts(sheetTexts);
  const title = (item: SheetItem): string => shared.pick(item.titleVi, item.titleEn);
  const nameOf = (key: string): string => {
    const item = allItems.find(({ id }) => id === key);
    return item === undefined ? texts.missingPart(key) : title(item);
  };
  return (
    <details
      className={`sheet-line line-${lineTone(line)}`}
      id={line.rule}
      open={isOpen}
      data-rule={line.rule}
    >
      <summary>
        <span className="sheet-line-rule figures">{line.rule}</span>
        <span className="sheet-line-title">
          {shared.pick(line.titleVi, line.titleEn)}
          {line.gate && <span className="tag">{texts.gate}</span>}
        </span>
        <span className="sheet-line-state">
          {line.inForce ? shared.ruleState[line.state] : texts.early}
          {line.denominator > 1 && (
            <span className="figures">
              {' '}
              {shared.table.progress(shared.number(line.numerator), shared.number(line.denominator))}
            </span>
          )}
          {line.doneLate && <span className="quiet"> ({texts.doneLate})</span>}
        </span>
        <span className="sheet-line-points figures">
          {line.pointsLost > 0
            ? texts.points(shared.number(line.pointsLost), shared.number(line.weight))
            : texts.whole(shared.number(line.weight))}
        </span>
        <span className="sheet-line-due figures">
          {shared.table.due(day(line.due))}
          {line.due !== line.originalDue && (
            <span className="quiet"> ({texts.extended(day(line.originalDue))})</span>
          )}
          {line.daysLate > 0 && (
            <span className="days-late">
              {' '}
              · {texts.late.toLocaleLowerCase(shared.language)} {shared.table.daysLate(line.daysLate)}
            </span>
          )}
        </span>
      </summary>
      <div className="sheet-line-body">
        <blockquote className="clause-text" lang="vi">
          <span className="clause figures">{line.clause}</span> {line.clauseText}
        </blockquote>
        {isMissed(line) && (
          <dl className="sheet-line-facts">
            {line.missing.length > 0 && (
              <div>
                <dt>{texts.missing}</dt>
                <dd>{line.missing.map(nameOf).join(', ')}</dd>
              </div>
            )}
            <div>
              <dt>{texts.fix}</dt>
              <dd>{shared.pick(line.fixVi, line.fixEn)}</dd>
            </div>
            <Caller person={personFor(items, people)} />
          </dl>
        )}
        {items.length > 0 && (
          <>
            <p className="sheet-line-name">{texts.items}</p>
            <ul className="sheet-items">
              {items.map((item) => (
                <li key={item.key}>
                  <Item item={item} title={title(item)} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </details>
  );
}

function Caller({ person }: { person: SheetPerson | undefined }) {
  const texts = useTexts(sheetTexts);
  if (person === undefined) return null;
  return (
    <div>
      <dt>{texts.call}</dt>
      <dd>
        {person.name}, {texts.contact[person.role].toLocaleLowerCase()}{' '}
        {person.phone === null ? (
          <span className="quiet">({texts.noPhone})</span>
        ) : (
          <a className="figures" href={`tel:${person.phone.replaceAll(/\s/g, '')}`}>
            {person.phone}
          </a>
        )}
      </dd>
    </div>
  );
}

function Item({ item, title }: { item: SheetItem; title: string }) {
  const texts = useTexts(sheetTexts);
  const files = (item.evidence ?? []).filter(({ state }) => state === 'STORED');
  return (
    <>
      <span className="sheet-item-title">{title}</span>{' '}
      <span className={`item-state item-${item.state}`}>{texts.item[item.state]}</span>
      <span className="quiet figures">
        {item.declaredBy !== null &&
          item.submittedAt !== null &&
          ` · ${texts.declaredBy(item.declaredBy, dayAndMinute(item.submittedAt))}`}
        {item.verifiedBy !== null &&
          item.verifiedAt !== null &&
          ` · ${texts.verifiedBy(item.verifiedBy, dayAndMinute(item.verifiedAt))}`}
      </span>
      {item.returnReason !== null && <span className="risk">{texts.because(item.returnReason)}</span>}
      {files.map((file) => (
        <span key={file.id} className="sheet-file">
          {file.downloadUrl === null ? (
            file.fileName
          ) : (
            <a href={file.downloadUrl} target="_blank" rel="noreferrer">
              {file.fileName}
            </a>
          )}
        </span>
      ))}
    </>
  );
}

/** Who declared it last knows it best; else the principal, who answers for all of it. */
function personFor(items: readonly SheetItem[], people: readonly SheetPerson[]): SheetPerson | undefined {
  const declarers = new Set(items.map(({ declaredBy }) => declaredBy));
  return (
    people.find(({ subject }) => declarers.has(subject)) ??
    people.find(({ role }) => role === 'PRINCIPAL') ??
    people[0]
  );
}

function lineTone(line: SheetLine): string {
  if (line.daysLate > 0) return 'late';
  return line.inForce ? line.state : 'early';
}
