import {
  readTemplate,
  type Template,
  type TemplateFault,
  type TemplateItem,
} from '../../shared/checklist.js';
import { BadUserInput } from '../../shared/errors.js';
import type { ItemValue } from '../../shared/events/contracts.js';

export type { Template, TemplateDuty, TemplateItem } from '../../shared/checklist.js';
export type ItemKind = ItemValue['kind'];

/** The items that other parts of readiness write or read themselves; a template may lack any of them. */
export const WORKING_GROUP_ITEM = 'WORKING_GROUP';
export const SCHOOL_PLAN_ITEM = 'SCHOOL_PLAN';
export const MANAGER_SIGNATURES_ITEM = 'SIGNATURES_MANAGERS';
export const TEACHER_SIGNATURES_ITEM = 'SIGNATURES_TEACHERS';

/** The groups whose personal signatures are counted, and the item that each one's ratio stands in. */
export const signatureItems = {
  MANAGERS: MANAGER_SIGNATURES_ITEM,
  TEACHERS: TEACHER_SIGNATURES_ITEM,
} as const;
export type Signers = keyof typeof signatureItems;

/** Whose signatures the item counts; null where it counts none. */
export function signersOf(itemId: string): Signers | null {
  if (itemId === MANAGER_SIGNATURES_ITEM) return 'MANAGERS';
  return itemId === TEACHER_SIGNATURES_ITEM ? 'TEACHERS' : null;
}

/** How many faults are told at once beside the first one. */
const TOLD_FAULTS = 10;

/** The template that a document states; refuses with BAD_USER_INPUT naming the place of the first fault, and further ones as its fix. */
export function parseTemplate(document: unknown): Template {
  const { template, faults } = readTemplate(document);
  if (template === null) throw refusal(faults);
  return template;
}

/** Refuses with BAD_USER_INPUT an item that asks for another kind of value than the former version's: answers to it would not be any. */
export function requireSameKinds(next: Template, former: Template): void {
  const kinds = new Map(former.items.map(({ id: known, kind }) => [known, kind]));
  const faults = next.items.flatMap(({ id: known, kind }, index) => {
    const before = kinds.get(known) ?? kind;
    const expected = `${before}, as ${known} was asked before; another question takes another id`;
    return before === kind ? [] : [{ field: `items[${index}].kind`, expected, got: kind }];
  });
  if (faults.length > 0) throw refusal(faults);
}

/** The item of that id; refuses with BAD_USER_INPUT naming `field` where the template has none. */
export function requireItem({ items, version }: Template, itemId: string, field = 'item'): TemplateItem {
  const found = items.find((known) => known.id === itemId);
  if (found !== undefined) return found;
  throw new BadUserInput({
    field,
    expected: `an item of the checklist, version ${version}`,
    got: itemId,
    fix: `It asks ${items.map((known) => known.id).join(', ')}.`,
  });
}

/** Whether the item is about software, infrastructure or signatures: what a service provider may see of a school it serves (D4). */
export function isTechnical({ sections }: Template, { section: of }: TemplateItem): boolean {
  return sections.some((known) => known.id === of && known.technical);
}

function refusal([first, ...more]: readonly TemplateFault[]): BadUserInput {
  const told = more.slice(0, TOLD_FAULTS).map(({ field, expected }) => `${field}: expected ${expected}`);
  const rest = more.length > told.length ? `, and ${more.length - told.length} more` : '';
  return new BadUserInput({
    ...(first ?? { field: 'document', expected: 'a checklist template' }),
    ...(told.length === 0 ? {} : { fix: `Also ${told.join('; ')}${rest}.` }),
  });
}
