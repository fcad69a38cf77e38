import { Suspense, useMemo } from 'react';
import { Route, Routes, useLocation } from 'react-router';

import { Header } from '../header/Header.js';
import { useLiveState } from '../live/LiveProvider.js';
import { pagesFor } from '../pages/all.js';
import { PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { useGround } from '../session/MeProvider.js';
import type { Role } from '../session/roles.js';
import { useTexts } from '../texts/index.js';
import { Broken } from './Broken.js';
import { Menu } from './Menu.js';
import { NotFound } from './NotFound.js';

/** The frame around every page: who and what above, the menu beside, the page of the address in it. */
export function Layout() {
  const texts = useTexts();
  const { state, isStarted } = useLiveState();
  const { me } = useGround();
  const { pathname } = useLocation();
  const role = me.data?.me.role as Role | undefined;
  const pages = useMemo(() => (role === undefined ? [] : pagesFor(role)), [role]);
  const isQuiet = state.kind === 'lost' || state.kind === 'catchingUp';

  return (
    <div className="page" data-live={state.kind}>
      <a className="skip" href="#main">
        {texts.skip}
      </a>
      <Header menu={<Menu pages={pages} isDrawer />} />
      <div className="frame">
        <Menu pages={pages} />
        <main id="main" className={isQuiet ? 'main quieted' : 'main'} tabIndex={-1}>
          {me.isKept !== true && <PartNotice part={me} />}
          {role === undefined || !isStarted ? (
            <Skeleton lines={12} />
          ) : (
            <Broken key={pathname}>
              <Suspense fallback={<Skeleton lines={12} />}>
                <Routes>
                  {pages.map(({ path, Content }) => (
                    <Route key={path} path={path} element={<Content />} />
                  ))}
                  <Route path="*" element={<NotFound />} />
                </Routes>
              </Suspense>
            </Broken>
          )}
        </main>
      </div>
    </div>
  );
}
