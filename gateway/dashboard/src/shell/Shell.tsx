import { BrowserRouter } from 'react-router';

import { LiveProvider } from '../live/LiveProvider.js';
import { MeProvider } from '../session/MeProvider.js';
import { Layout } from './Layout.js';

/** Everything that someone who is signed in sees: one feed, one person, one address. */
export function Shell() {
  return (
    // At once, not when React finds the time: sliders, choices and lists take their value from the address, and would jump back meanwhile.
    <BrowserRouter useTransitions={false}>
      <LiveProvider>
        <MeProvider>
          <Layout />
        </MeProvider>
      </LiveProvider>
    </BrowserRouter>
  );
}
