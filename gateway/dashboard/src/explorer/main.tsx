import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './explorer.css';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';

import { askGraph } from './askGraph.js';
import { firstOperation } from './firstOperation.js';

const root = document.querySelector('#root');
if (root === null) throw new Error('explorer.html has no #root.');

createRoot(root).render(
  <GraphiQL
    fetcher={askGraph}
    // Its history keeps the headers of each operation, the token among them: none of it may outlive the tab.
    storage={sessionStorage}
    shouldPersistHeaders={false}
    showPersistHeadersSettings={false}
    defaultQuery={firstOperation}
    defaultEditorToolsVisibility="headers"
  />,
);
