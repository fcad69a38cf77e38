import './styles/base.css';
import './styles/layout.css';
import './styles/shell.css';
import './styles/header.css';
import './styles/parts.css';
import './styles/sign-in.css';
import './styles/overview.css';
import './styles/bars.css';
import './styles/timeline.css';
import './styles/filters.css';
import './styles/lines.css';
import './styles/numbers.css';
import './styles/schools.css';
import './styles/schools-phone.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './App.js';
import { applyWanted, readWanted } from './preferences/keep.js';
import { PreferencesProvider } from './preferences/Preferences.js';

applyWanted(readWanted());
const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <PreferencesProvider>
      <App />
    </PreferencesProvider>
  </StrictMode>,
);
