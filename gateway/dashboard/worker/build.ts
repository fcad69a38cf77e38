import { createHash } from 'node:crypto';

import type { Plugin, Rolldown } from 'vite';

/** The worker's name in the build's `input`; its file stands beside the document, for a worker rules what lies below it. */
export const WORKER = 'sw';

/** Chunks that a school's form may load later; everything else of the page opens with a network only. */
const schoolPages = '/src/school/';

/** Tells the worker what the page's frame is: the document's own files, and those of the school's pages. */
export function listShell(): Plugin {
  return {
    name: 'list-shell',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[`${WORKER}.js`];
        const document = bundle['index.html'];
        if (worker?.type !== 'chunk' || document?.type !== 'asset')
          throw new Error('The build has no worker or no document.');
        const assets = shellOf(bundle).map((file) => `/${file}`);
        const version = createHash('sha256')
          .update(document.source)
          .update(assets.join('\n'))
          .digest('hex')
          .slice(0, 16);
        const shell = JSON.stringify({ version, assets });
        if (!worker.code.includes('BUILT_SHELL')) throw new Error('The worker does not ask for the shell.');
        worker.code = worker.code.replace('BUILT_SHELL', () => shell);
      },
    },
  };
}

function shellOf(bundle: Rolldown.OutputBundle): readonly string[] {
  const files = new Set<string>();
  const need = (file: string): void => {
    const chunk = bundle[file];
    if (files.has(file) || chunk?.type !== 'chunk') return;
    files.add(file);
    const { importedCss, importedAssets } = chunk.viteMetadata ?? {};
    for (const name of [...(importedCss ?? []), ...(importedAssets ?? [])]) files.add(name);
    chunk.imports.forEach(need);
  };
  for (const chunk of Object.values(bundle)) {
    if (chunk.type !== 'chunk') continue;
    const isDocument = chunk.isEntry && chunk.name === 'index';
    if (isDocument || chunk.facadeModuleId?.includes(schoolPages) === true) need(chunk.fileName);
  }
  return [...files].toSorted();
}
