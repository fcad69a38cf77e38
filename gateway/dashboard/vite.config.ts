import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

import { listShell, WORKER } from './worker/build.js';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Leaves the list of the page's operations beside it: in production a browser session may send these and no others. */
function listOperations(): Plugin {
  const fileName = 'persisted-documents.json';
  return {
    name: 'list-operations',
    generateBundle() {
      const source = readFileSync(here(`src/generated/${fileName}`), 'utf8');
      this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

const aDocument = /^export const (\w+Document) = .*;$/gm;

/**
 * Makes each generated operation a module of its own. In the one file of all, whichever page comes first would load
 * the operations of every other page as well.
 */
function splitOperations(): Plugin {
  const generated = here('src/generated/graphql.ts');
  const prefix = `${generated}?operation=`;
  return {
    name: 'split-operations',
    enforce: 'pre',
    load(id) {
      if (id !== generated && !id.startsWith(prefix)) return null;
      const source = readFileSync(generated, 'utf8');
      const code =
        id === generated
          ? source.replaceAll(
              aDocument,
              (_line, name: string) => `export { ${name} } from '${prefix}${name}';`,
            )
          : [...source.matchAll(aDocument)].find(([, name]) => id === `${prefix}${name}`)?.[0];
      return { code: code ?? '', moduleType: 'ts', moduleSideEffects: false };
    },
  };
}

/**
 * Two pages: the dashboard, served at `/`, and the explorer, served to browsers at `/graphql`. Their files are under `/assets/`; `/sw.js`
 * opens the dashboard where there is no network.
 */
export default defineConfig({
  root: here('./'),
  base: '/',
  plugins: [react(), splitOperations(), listOperations(), listShell()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // What each page loads: a test adds it up.
    manifest: true,
    // Browsers of an office's last few years.
    target: ['chrome120', 'firefox121', 'safari17.4'],
    modulePreload: { polyfill: false },
    // Everything is a file of its own, so that the dashboard needs no `data:` allowed.
    assetsInlineLimit: 0,
    // The explorer's editor is large in one piece; the dashboard's size has a test.
    chunkSizeWarningLimit: 4_000,
    rolldownOptions: {
      input: {
        index: here('index.html'),
        explorer: here('explorer.html'),
        [WORKER]: here('worker/worker.ts'),
      },
      output: {
        entryFileNames: ({ name }) => (name === WORKER ? `${WORKER}.js` : 'assets/[name]-[hash].js'),
      },
      // "use no memo" in the explorer's packages speaks to a compiler that is not used here.
      checks: { moduleLevelDirective: false },
    },
  },
});
