import { templateDigest } from '../../../shared/checklist.js';
import { BadUserInput } from '../../../shared/errors.js';
import type { EventData } from '../../../shared/events/contracts.js';
import type { CheckedPlan } from './check.js';
import type { KeptChecklist, LaterChecklist, PlanChecklist, TemplateName } from './document.js';

/** The checklist in force: the last one that came after the plan's own, or that one. */
export function newest(kept: KeptChecklist): KeptChecklist | LaterChecklist {
  return kept.later?.at(-1) ?? kept;
}

/**
 * What the plan keeps of checklists once the file is loaded at `now`. A questionnaire of another id takes the place of all before it;
 * a higher version of the one in force counts from `now` on. Throws BAD_USER_INPUT for a version below the one in force, and for the
 * same version that says something else: what is published never changes.
 */
export function checklistOf(
  kept: KeptChecklist | null,
  { checklist, template }: Pick<CheckedPlan, 'checklist' | 'template'>,
  now: Date,
): KeptChecklist {
  if (template === null) return checklist;
  const name = { id: template.id, version: template.version, digest: templateDigest(template) };
  const known = kept === null ? undefined : newest(kept).template;
  if (kept === null || known?.id !== name.id) return { template: name, ...checklist };
  if (name.version > known.version) return withLater(kept, { template: name, ...checklist }, now);
  if (name.version < known.version || (known.digest ?? name.digest) !== name.digest) {
    throw new BadUserInput({
      field: 'checklist.version',
      expected:
        name.version < known.version
          ? `${known.version}, the version in force, or one above it`
          : `a version above ${known.version}: ${known.id} ${known.version} is published and says something else`,
      got: name.version,
      fix: 'Leave the checklist out to keep the one in force; a published one never changes.',
    });
  }
  return kept;
}

/**
 * The plan's checklists after readiness published one; the same object where the plan has it already. One of another id, or below the
 * version in force, was published before the plan's own was loaded and is told late: readiness puts the plan's in force after it.
 */
export function afterPublishing(
  kept: KeptChecklist,
  { template: id, version, digest, items, duties }: EventData['readiness.templatePublished'],
  at: Date,
): KeptChecklist {
  const inForce = newest(kept).template;
  if (inForce !== undefined && (inForce.id !== id || inForce.version >= version)) return kept;
  const asked: PlanChecklist = {
    items: items.map(({ id: item, rule, gate }) => ({ id: item, rule, gate })),
    duties: [...duties],
  };
  const name: TemplateName = { id, version, ...(digest === undefined ? {} : { digest }) };
  return withLater(kept, { template: name, ...asked }, at);
}

/** Never before the one before it: instants of two writers may be a moment out of order. */
function withLater(kept: KeptChecklist, next: Omit<LaterChecklist, 'since'>, at: Date): KeptChecklist {
  const later = kept.later ?? [];
  const earliest = later.at(-1)?.since ?? '';
  const instant = at.toISOString();
  return { ...kept, later: [...later, { ...next, since: instant < earliest ? earliest : instant }] };
}
