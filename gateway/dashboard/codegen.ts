import { fileURLToPath } from 'node:url';

import type { CodegenConfig } from '@graphql-codegen/cli';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Types of this page's operations, from the public graph: `graphql-codegen --config gateway/dashboard/codegen.ts`. */
const config: CodegenConfig = {
  schema: here('../api.graphql'),
  documents: here('src/**/*.graphql'),
  hooks: {
    // The generator's own package for this type is no dependency of the hub; the client brings the same type.
    beforeOneFileWrite: (_path: string, content: string) =>
      content.replaceAll("'@graphql-typed-document-node/core'", "'urql'"),
  },
  generates: {
    [here('src/generated/')]: {
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: true },
      config: {
        useTypeImports: true,
        enumType: 'string-literal',
        scalars: {
          DateTime: 'string',
          Cursor: 'string',
          Date: 'string',
          Dong: { input: 'number | string', output: 'number' },
        },
      },
    },
  },
};

export default config;
