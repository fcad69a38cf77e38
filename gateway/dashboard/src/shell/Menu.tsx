import { useRef } from 'react';
import { NavLink } from 'react-router';

import type { Group, Page } from '../pages/page.js';
import { Switches } from '../preferences/Switches.js';
import { useTexts } from '../texts/index.js';

const groups: readonly Group[] = ['school', 'watch', 'act', 'report'];

/** The pages of the one who looks: beside the page where there is room, else behind a button. */
export function Menu({ pages, isDrawer = false }: { pages: readonly Page[]; isDrawer?: boolean }) {
  return isDrawer ? (
    <Drawer pages={pages} />
  ) : (
    <aside className="side">
      <Entries pages={pages} />
      <Switches />
    </aside>
  );
}

/** The browser's own dialog: it keeps the focus inside, closes on Escape and gives the focus back. */
function Drawer({ pages }: { pages: readonly Page[] }) {
  const texts = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = (): void => dialog.current?.close();
  return (
    <>
      <button type="button" className="menu-button" onClick={() => dialog.current?.showModal()}>
        <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
          <path d="M3 5.5h14M3 10h14M3 14.5h14" />
        </svg>
        <span className="only-heard">{texts.shell.menu}</span>
      </button>
      <dialog ref={dialog} className="drawer" aria-label={texts.shell.nav}>
        <button type="button" className="button button-small" onClick={close}>
          {texts.shell.close}
        </button>
        <Entries pages={pages} onGo={close} />
        <Switches />
      </dialog>
    </>
  );
}

function Entries({ pages, onGo }: { pages: readonly Page[]; onGo?: () => void }) {
  const texts = useTexts();
  return (
    <nav className="entries" aria-label={texts.shell.nav}>
      {groups.map((group) => {
        const mine = pages.filter(({ menu }) => menu?.group === group);
        if (mine.length === 0) return null;
        return (
          <div key={group} className="entry-group">
            <p className="entry-group-name">{texts.shell.group[group]}</p>
            <ul>
              {mine.map(({ path, menu }) => (
                <li key={path}>
                  <NavLink to={path} end={leadsToOthers(path, pages)} className="entry" onClick={onGo}>
                    {menu?.name[texts.language]}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}

/** Whether other entries stand below the address: then it is the current one only where it is the whole address. */
const leadsToOthers = (path: string, pages: readonly Page[]): boolean =>
  path === '/' || pages.some((other) => other.menu !== null && other.path.startsWith(`${path}/`));
