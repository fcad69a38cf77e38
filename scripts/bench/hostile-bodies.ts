/** What an attacker puts into the body of one request: most are JSON around a document, some are not even text. */
export type Body = Uint8Array;

/** Numbers in [0, 1) that come in the same order for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Endless hostile bodies over the real documents, the same for the same seed. */
export function* hostileBodies(documents: readonly string[], seed: number): Generator<Body, never, void> {
  const random = seeded(seed);
  for (;;) {
    const shape = shapes[Math.floor(random() * shapes.length)] ?? shaped(mutated);
    yield shape(random, pick(random, documents));
  }
}

type Random = () => number;
type Shape = (random: Random, document: string) => Body;

const shapes: readonly Shape[] = [
  // Mutations of real documents are half of all: they come furthest.
  ...Array.from({ length: 10 }, () => shaped(mutated)),
  shaped((random) => nested(size(random, 4000), 'compliance { school {', '} }')),
  shaped((random) => nested(size(random, 400), '... on School {', '}')),
  shaped((random) => `{ me { ${many(size(random, 3000), (n) => `a${n}: subject`)} } }`),
  shaped((random) => `{ ${many(size(random, 500), (n) => `a${n}: schools(first: 500) { totalCount }`)} }`),
  shaped((random) => `{ me { ${many(size(random, 3000), () => 'subject')} } }`),
  shaped((random) => `{ me { subject ${many(size(random, 800), () => '@include(if: true)')} } }`),
  shaped((random) => `{ ...F0 } ${circle(size(random, 300))}`),
  shaped((random) => `{ schools { nodes { ...F0 } } } ${doubling(size(random, 40))}`),
  shaped((random) => `{ schools(first: ${hugeNumber(random)}) { totalCount } }`),
  shaped((random) => `{ school(code: "${odd(random, size(random, 5000))}") { name } }`),
  shaped(introspection),
  withVariables,
  bytes,
  notJson,
];

/** A document in the JSON that a client would send. */
function shaped(make: (random: Random, document: string) => string): Shape {
  return (random, document) => encode(JSON.stringify({ query: make(random, document) }));
}

function mutated(random: Random, document: string): string {
  let text = document;
  for (let step = 0; step <= random() * 6; step += 1) {
    const at = Math.floor(random() * text.length);
    const to = at + Math.floor(random() * 12);
    const piece = text.slice(at, to);
    const kind = Math.floor(random() * 6);
    if (kind === 0) text = text.slice(0, at) + text.slice(to);
    else if (kind === 1) text = text.slice(0, to) + piece + text.slice(to);
    else if (kind === 2) text = text.slice(0, at) + pick(random, PIECES) + text.slice(at);
    else if (kind === 3) text = text.slice(0, at) + odd(random, 3) + text.slice(to);
    else if (kind === 4) text = text.slice(at) + text.slice(0, at);
    else
      text = text.replace(/\b[a-z]\w+\b/, pick(random, ['__typename', '__schema', 'null', 'on', 'school']));
  }
  return text;
}

const PIECES = [
  '{',
  '}',
  '(',
  ')',
  '...',
  '@skip(if: $x)',
  '$',
  ':',
  '"',
  '"""',
  '#',
  '!',
  '[',
  ']',
  '\u0000',
  '1e999',
  '-',
  '& ',
  'fragment F on',
];

function nested(depth: number, open: string, close: string): string {
  return `{ schools { nodes { ${open.repeat(depth)} code ${close.repeat(depth)} } } }`;
}

function many(count: number, make: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => make(n)).join(' ');
}

function circle(count: number): string {
  return many(count, (n) => `fragment F${n} on Query { ...F${(n + 1) % count} }`);
}

function doubling(count: number): string {
  const steps = many(
    count,
    (n) => `fragment F${n} on School { compliance { school { ...F${n + 1} } } ...F${n + 1} ...F${n + 1} }`,
  );
  return `${steps} fragment F${count} on School { code }`;
}

function hugeNumber(random: Random): string {
  return pick(random, [
    '9'.repeat(400),
    `1e${'9'.repeat(8)}`,
    '-1',
    '0',
    '2147483648',
    `${2 ** 53}`,
    '1.5',
    '1e309',
    '-0',
  ]);
}

function introspection(random: Random): string {
  const depth = size(random, 40);
  return `{ __schema { types { ${'fields { type { '.repeat(depth)} name ${'} } '.repeat(depth)} } } }`;
}

function withVariables(random: Random, document: string): Body {
  const value = pick<unknown>(random, [
    'x'.repeat(size(random, 100_000)),
    Number.MAX_VALUE,
    -1,
    [[[[[]]]]],
    { __proto__: null, constructor: { prototype: { polluted: true } } },
    odd(random, 50),
    null,
    '\ud800',
  ]);
  const names = [...document.matchAll(/\$(\w+)/g)].map(([, name]) => name ?? 'x');
  return encode(
    JSON.stringify({ query: document, variables: Object.fromEntries(names.map((name) => [name, value])) }),
  );
}

/** A body whose bytes are no UTF-8, in the middle of a JSON text that else would be fine. */
function bytes(random: Random, document: string): Body {
  const body = encode(JSON.stringify({ query: document }));
  for (let step = 0; step < 5; step += 1)
    body[Math.floor(random() * body.length)] = pick(random, [0xff, 0xc0, 0xed, 0x80, 0x00, 0xfe]);
  return body;
}

function notJson(random: Random, document: string): Body {
  const text = pick(random, [
    '',
    'null',
    '[]',
    '"x"',
    '{"query":null}',
    '{"query":{"a":1}}',
    `{"query":[${JSON.stringify(document)}]}`,
    `{"query":"{me{subject}}","variables":"x","operationName":5,"extensions":[]}`,
    '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":{}}}}',
    '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}},"query":"{me{subject}}"}',
    '['.repeat(size(random, 20_000)),
    `{"query":"{me{subject}}","__proto__":{"polluted":true}}`,
    document,
  ]);
  return encode(text);
}

/** Characters of all planes, controls and lone halves included; as JSON escapes them. */
function odd(random: Random, length: number): string {
  const text = Array.from({ length }, () => String.fromCharCode(Math.floor(random() * 0xffff))).join('');
  return text.replaceAll(/["\\\n\r]/g, '');
}

function size(random: Random, most: number): number {
  return 1 + Math.floor(random() ** 2 * most);
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
