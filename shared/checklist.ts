import { z } from 'zod';

import { checksum } from './report/canonical.js';

const id = z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'an id in capitals, digits and underscores');
const words = z.string().trim().min(1, 'some words').max(2000);
const titled = { id, titleVi: words, titleEn: words };

const section = z.looseObject({ ...titled, technical: z.boolean().default(false) });
const duty = z.looseObject(titled);
const item = z.looseObject({
  ...titled,
  section: id,
  clause: z.string().regex(/^[\p{L}\d]+(?:[.-][\p{L}\d]+)*$/u, 'a clause of the plan such as IV.2-1'),
  rule: z
    .string()
    .regex(/^R\d{2}$/, 'a rule such as R01, or null')
    .nullable()
    .default(null),
  gate: z.boolean(),
  kind: z.enum(['BOOL', 'COUNT', 'RATIO', 'DATE', 'DOC', 'TEXT']),
  helpVi: words,
  helpEn: words,
  unitVi: z.string().nullish(),
  // What does not concern a school is granted by the office, school by school (D3): a condition here would be a second way.
  appliesIf: z.null().optional(),
});
const template = z.looseObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'an id in small letters, digits and hyphens'),
  version: z.int().min(1),
  publishedOn: z.iso.date(),
  sections: z.array(section).min(1),
  duties: z.array(duty).default([]),
  items: z.array(item).min(1).max(500),
});

export type TemplateSection = z.infer<typeof section>;
export type TemplateDuty = z.infer<typeof duty>;
export type TemplateItem = z.infer<typeof item>;
/** A questionnaire (phiếu rà soát): sections, items in the order in which they are asked, and the duties of a school's plan. */
export type Template = z.infer<typeof template>;

/** What is wrong with a questionnaire's document, at its place. */
export interface TemplateFault {
  readonly field: string;
  readonly expected: string;
  readonly got?: string;
}

/** The questionnaire that a document states, or all that is wrong with it: a plan's file brings one, and readiness edits them. */
export function readTemplate(
  document: unknown,
): { template: Template; faults: [] } | { template: null; faults: TemplateFault[] } {
  const parsed = template.safeParse(document);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({
      field: placeOf(path),
      expected: message,
    }));
    return { template: null, faults };
  }
  const { sections, duties, items } = parsed.data;
  const known = sections.map((one) => one.id);
  const faults = [
    ...repeated('sections', sections),
    ...repeated('duties', duties),
    ...repeated('items', items),
    ...items.flatMap(({ section: of }, index) =>
      known.includes(of)
        ? []
        : [{ field: `items[${index}].section`, expected: `one of ${known.join(', ')}`, got: of }],
    ),
  ];
  return faults.length > 0 ? { template: null, faults } : { template: parsed.data, faults: [] };
}

/** Names a questionnaire by all that it says; two with one id and version and different digests contradict each other. */
export function templateDigest({ publishedOn: _day, ...said }: Template): string {
  return checksum(said).slice(0, 16);
}

function repeated(field: string, entries: readonly { id: string }[]): TemplateFault[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const isKnown = seen.has(entry.id);
    seen.add(entry.id);
    return isKnown ? [{ field: `${field}[${index}].id`, expected: 'an id used once', got: entry.id }] : [];
  });
}

function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'document';
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .slice(1);
}
