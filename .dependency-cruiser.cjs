// Which room may know which. Each rule's comment says where the code belongs instead; tests/rooms/boundaries.test.ts plants a breach of each.
// The parser is swc: TypeScript 7 has no compiler API for dependency-cruiser to use. It sees type-only imports and `import('…')` calls, but
// not a type written as `import('…').Name`: oxlint (consistent-type-imports) refuses those.

const inPackages = (names) => `(^|/)node_modules/(${names})/`;

const looksDown = (room, allowed, comment) => ({
  name: `${room}-looks-down`,
  severity: 'error',
  comment,
  from: { path: `^${room}/` },
  to: { path: '^(shared|db|subgraphs|gateway|scripts|tests)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    looksDown(
      'shared',
      '^shared/',
      'shared is the ground that every room stands on: what needs a table belongs in db/, what needs a rule of the district in its subgraph.',
    ),
    looksDown(
      'db',
      '^(shared|db)/',
      'db knows tables, not who reads them: a rule belongs in the service.ts of its subgraph, what several rooms need in shared/.',
    ),
    looksDown(
      'subgraphs',
      '^(shared|db|subgraphs)/',
      'a subgraph is served by the gateway and does not know it: what both need belongs in shared/.',
    ),
    looksDown(
      'gateway',
      '^(shared|subgraphs|gateway)/',
      'the gateway has no tables: ask a subgraph in the graph, or let scripts/ open the database and hand it in.',
    ),
    {
      name: 'subgraphs-are-strangers',
      severity: 'error',
      comment:
        "subgraphs meet in the supergraph (a field on School) or through an event (shared/events): keep the other's id, never its code.",
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'gateway-enters-by-the-door',
      severity: 'error',
      comment: "a subgraph's door is its index.ts: export there what the gateway needs.",
      from: { path: '^gateway/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/[^/]+/index\\.ts$' },
    },
    {
      name: 'gateway-has-no-tables',
      severity: 'error',
      comment: "SQL and rows belong in a subgraph's loaders.ts or service.ts, the event log's in shared/.",
      from: { path: '^gateway/' },
      to: { path: inPackages('@mikro-orm|kysely|pg|@electric-sql') },
    },
    {
      name: 'own-tables-only',
      severity: 'error',
      comment:
        "a subgraph reads and writes its own schema only: hold the other's id as a column and let the supergraph join, or keep what its events say.",
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^db/entities/', pathNot: '^db/entities/$1/' },
    },
    {
      name: 'tables-are-strangers',
      severity: 'error',
      comment:
        "an entity never relates to another subgraph's: hold its id as a plain column; columns that all share belong in a file right under db/entities/.",
      from: { path: '^db/entities/([^/]+)/' },
      to: { path: '^db/entities/', pathNot: '^db/entities/($1/|[^/]+\\.ts$)' },
    },
    {
      name: 'db-knows-no-graphql',
      severity: 'error',
      comment:
        "entities are apart from GraphQL types: a type, scalar or resolver belongs in the subgraph's types.ts or resolvers.ts.",
      from: { path: '^db/' },
      to: { path: inPackages('graphql[^/]*|type-graphql|@apollo|@graphql-[^/]+|@theguild') },
    },
    {
      name: 'policy-is-pure',
      severity: 'error',
      comment:
        'policy.ts decides from the actor and the facts that it is handed: reading them belongs in service.ts or loaders.ts.',
      from: { path: '^subgraphs/[^/]+/policy[./]' },
      to: {
        path: [
          '^db/',
          '^subgraphs/[^/]+/(index|types|resolvers|references|service|loaders)[./]',
          '(^|/)node_modules/',
        ],
      },
    },
    {
      name: 'dashboard-speaks-graphql-only',
      severity: 'error',
      comment:
        'the web page knows the graph and nothing else of the hub: ask for the field, and let codegen write its type.',
      from: { path: '^gateway/dashboard/' },
      to: { path: '^(shared|db|subgraphs|gateway|scripts|tests)/', pathNot: '^gateway/dashboard/' },
    },
    {
      name: 'dashboard-is-served-not-imported',
      severity: 'error',
      comment:
        'the gateway serves the built page from its folder: what both need is a field of the graph, or a constant in each.',
      from: { path: '^(shared|db|subgraphs|gateway)/', pathNot: '^gateway/dashboard/' },
      to: { path: '^gateway/dashboard/' },
    },
    {
      name: 'source-not-dist',
      severity: 'error',
      comment: 'import the source; a process from dist/ is started by its path.',
      from: {},
      to: { path: '^(dist|gateway/dashboard/dist)/' },
    },
    {
      name: 'ships-what-it-uses',
      severity: 'error',
      comment: 'the image installs without devDependencies: what runs there belongs under dependencies.',
      from: {
        path: '^(shared|db|subgraphs|gateway|scripts/(start|subgraph|migrate|seed|token|invite|import)[./])',
        pathNot: '^gateway/dashboard/',
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment:
        'an import that leads nowhere escapes every rule above: write the path of a file that exists, ending in .js.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'move what both need one room down, or into a file of its own that both import.',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.data|gateway/dashboard/dist)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'require', 'types', 'default'],
    },
  },
};
