import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Checkbox, GridList, GridListItem, type Selection } from 'react-aria-components';

import { useTexts } from '../texts/index.js';
import { Keys } from './Keys.js';
import { inboxTexts } from './texts.js';

/** A deed of the list, by button and by key: on what is selected, else on the row where the focus is. */
export interface Deed<Row> {
  readonly said: string;
  readonly isGrave?: boolean;
  run(this: void, rows: readonly Row[]): void;
}

interface WorkListProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** What the row is called where it is read out. */
  readonly nameOf: (row: Row) => string;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (keys: ReadonlySet<string>) => void;
  readonly yes: Deed<Row>;
  readonly no: Deed<Row> | null;
  readonly children: (row: Row) => ReactNode;
}

/**
 * Rows to work through without a mouse: the ARIA grid's own keys, and beside them j, k, x, v, r and ? while the focus is in the list,
 * and only then (WCAG 2.1.4).
 */
export function WorkList<Row extends object>(props: WorkListProps<Row>) {
  const { label, rows, keyOf, nameOf, selected, onSelect, yes, no, children } = props;
  const texts = useTexts(inboxTexts);
  const [showsKeys, setShowsKeys] = useState(false);
  const chosen = rows.filter((row) => selected.has(keyOf(row)));

  function onKey(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const here = rows.find((row) => keyOf(row) === keyAt(event.target));
    const act = (): boolean => {
      switch (event.key) {
        case 'j':
        case 'k':
          pressArrow(event.target, event.key === 'j' ? 'ArrowDown' : 'ArrowUp');
          return true;
        case 'x':
          if (here !== undefined) onSelect(toggled(selected, keyOf(here)));
          return true;
        case 'v':
          start(yes, here);
          return true;
        case 'r':
          start(no, here);
          return true;
        case '?':
          setShowsKeys(true);
          return true;
        default:
          return false;
      }
    };
    if (!act()) return;
    // The list would take a letter for the beginning of a row's name.
    event.preventDefault();
    event.stopPropagation();
  }

  function start(deed: Deed<Row> | null, here: Row | undefined): void {
    const on = chosen.length > 0 ? chosen : here === undefined ? [] : [here];
    if (on.length > 0) deed?.run(on);
  }

  // Who worked off the last row would be left nowhere: the focus goes on to what says that it was the last.
  const end = useRef<HTMLParagraphElement>(null);
  const isEmpty = rows.length === 0;
  const hadRows = useRef(false);
  useEffect(() => {
    if (isEmpty && hadRows.current) end.current?.focus();
    hadRows.current = !isEmpty;
  }, [isEmpty]);

  if (isEmpty)
    return (
      <p ref={end} className="empty" tabIndex={-1}>
        {texts.none}
      </p>
    );
  return (
    <>
      <div className="work-bar">
        <output className="work-count figures">{texts.selected(chosen.length)}</output>
        <button
          type="button"
          className="button-link"
          onClick={() => onSelect(chosen.length === rows.length ? new Set() : new Set(rows.map(keyOf)))}
        >
          {chosen.length === rows.length ? texts.selectNone : texts.selectAll}
        </button>
        <span className="work-deeds">
          <button
            type="button"
            className="button button-small button-main"
            disabled={chosen.length === 0}
            onClick={() => yes.run(chosen)}
          >
            {yes.said}
          </button>
          {no !== null && (
            <button
              type="button"
              className="button button-small"
              disabled={chosen.length === 0}
              onClick={() => no.run(chosen)}
            >
              {no.said}
            </button>
          )}
          <button type="button" className="button button-small" onClick={() => setShowsKeys(true)}>
            {texts.keysButton}
          </button>
        </span>
      </div>
      <div onKeyDownCapture={onKey}>
        <GridList
          aria-label={label}
          className="work"
          items={rows.map((row) => ({ id: keyOf(row), row }))}
          selectionMode="multiple"
          selectionBehavior="toggle"
          selectedKeys={new Set(chosen.map(keyOf))}
          onSelectionChange={(keys) => onSelect(asSet(keys, rows.map(keyOf)))}
        >
          {({ id, row }) => (
            <GridListItem id={id} className="work-row" textValue={nameOf(row)}>
              <Checkbox slot="selection" className="work-check">
                <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
                  <path d="m3.5 8.5 3 3 6-7" />
                </svg>
              </Checkbox>
              <div className="work-cell">{children(row)}</div>
            </GridListItem>
          )}
        </GridList>
      </div>
      {showsKeys && <Keys onClose={() => setShowsKeys(false)} />}
    </>
  );
}

function asSet(keys: Selection, all: readonly string[]): ReadonlySet<string> {
  return new Set(keys === 'all' ? all : [...keys].map(String));
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

function keyAt(target: EventTarget): string | null {
  return target instanceof Element
    ? (target.closest('[role="row"]')?.getAttribute('data-key') ?? null)
    : null;
}

function pressArrow(target: EventTarget, key: 'ArrowDown' | 'ArrowUp'): void {
  const row = target instanceof Element ? target.closest('[role="row"]') : null;
  (row ?? target).dispatchEvent(
    new globalThis.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  );
}
