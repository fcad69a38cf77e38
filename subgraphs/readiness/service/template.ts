import type { EntityManager } from '@mikro-orm/sql';

import { hubActor, type Actor } from '../../../shared/actor.js';
import { localDate } from '../../../shared/calendar.js';
import { templateDigest } from '../../../shared/checklist.js';
import { NotFound, VersionConflict } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { EventData, HubEvent } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { mayEditTemplate, mayPublishTemplate } from '../policy.js';
import {
  deleteDraft,
  insertTemplate,
  lastVersion,
  lockDraft,
  putDraft,
  putInForce,
  readCurrentTemplate,
  readDraft,
  readTemplate,
  type DraftRow,
} from '../rows/template.js';
import { parseTemplate, requireSameKinds, type Template } from '../template.js';
import { readerOf, requireMay, requireTemplate, write } from './transaction.js';

/**
 * Puts the questionnaire that came with a plan in force. One that is published already is only put in force again; where its number
 * was given away meanwhile to one that says something else, it takes the next number, as what is published never changes.
 */
export async function takeTemplate(em: EntityManager, event: HubEvent<'rollout.planLoaded'>): Promise<void> {
  const { checklist } = event.data;
  if (checklist === undefined) return;
  const db = readerOf(em);
  await lockDraft(db, checklist.id);
  const inForce = await readCurrentTemplate(db);
  const published = await readTemplate(db, checklist.id, checklist.version);
  if (published === null) return insertTemplate(db, checklist, event.at);
  if (templateDigest(published) === templateDigest(checklist)) {
    return inForce?.id === checklist.id ? undefined : putInForce(db, checklist.id, event.at);
  }
  const template = { ...checklist, version: (await lastVersion(db, checklist.id)) + 1 };
  await insertTemplate(db, template, event.at);
  await tellPublished(em, hubActor, event.at, { template, former: inForce ?? template });
}

/** The next version as its editor gives it; id, number and day of publishing are the hub's. */
export interface TemplateContent {
  sections: readonly object[];
  duties: readonly object[];
  items: readonly object[];
}

/**
 * Keeps what the next version of the checklist shall ask, for the head to publish. Refused with VERSION_CONFLICT where the draft has
 * changed since `expectedRevision` (0 for none), with BAD_USER_INPUT naming every fault, and an item whose kind would change.
 */
export async function draftTemplate(
  session: Session,
  input: { content: TemplateContent; expectedRevision: number },
): Promise<DraftRow> {
  requireMay(mayEditTemplate(session.actor), session.actor, 'edit the checklist template');
  const { content, expectedRevision } = input;
  return write(session, async ({ db, now, actor }) => {
    const current = await requireTemplate(db);
    const { id } = current;
    const draft = await lockDraft(db, id);
    requireRevision(id, draft, expectedRevision);
    const document = parseTemplate({
      ...JSON.parse(JSON.stringify(content)),
      id,
      version: current.version + 1,
      publishedOn: localDate(now),
    });
    requireSameKinds(document, current);
    return putDraft(db, {
      id,
      revision: expectedRevision + 1,
      document: { ...document, basedOn: current.version },
      editedBy: actor.subject,
      editedAt: now,
    });
  });
}

/** The draft of the next version; null where nobody works on one. */
export async function readTemplateDraft(session: Session): Promise<DraftRow | null> {
  requireMay(mayEditTemplate(session.actor), session.actor, 'read the draft of the checklist template');
  return session.read('readiness', async (db) => {
    const current = await readCurrentTemplate(db);
    return current === null ? null : readDraft(db, current.id);
  });
}

/**
 * Puts the draft in force as the next version, frozen from then on; answers to items that it still asks stay as they are. Refused with
 * VERSION_CONFLICT where the draft is not at `revision` any more, or another version came into force since it was begun.
 */
export async function publishTemplate(session: Session, input: { revision: number }): Promise<Template> {
  requireMay(mayPublishTemplate(session.actor), session.actor, 'publish the checklist template');
  return session.write(async (em) => {
    const db = readerOf(em);
    const now = session.clock.now();
    const former = await requireTemplate(db);
    const draft = await lockDraft(db, former.id);
    if (draft === null) throw new NotFound({ what: 'draft of the checklist template', id: former.id });
    requireRevision(former.id, draft, input.revision);
    const { basedOn, ...document } = draft.document;
    if (basedOn !== former.version) {
      throw new VersionConflict({
        what: 'checklist template',
        id: former.id,
        expectedVersion: basedOn,
        currentVersion: former.version,
      });
    }
    const template = { ...document, publishedOn: localDate(now) };
    await insertTemplate(db, template, now);
    await deleteDraft(db, former.id);
    await tellPublished(em, session.actor, now, { template, former });
    return template;
  });
}

async function tellPublished(
  em: EntityManager,
  actor: Actor,
  at: Date,
  { template, former }: { template: Template; former: Template },
): Promise<void> {
  const idsOf = ({ items }: Template) => items.map(({ id }) => id);
  const data: EventData['readiness.templatePublished'] = {
    template: template.id,
    version: template.version,
    added: idsOf(template).filter((id) => !idsOf(former).includes(id)),
    removed: idsOf(former).filter((id) => !idsOf(template).includes(id)),
    items: template.items.map(({ id, kind, clause, rule, gate }) => ({ id, kind, clause, rule, gate })),
    duties: template.duties.map(({ id }) => id),
    digest: templateDigest(template),
  };
  await appendEvents(em, actor, at, [{ type: 'readiness.templatePublished', school: null, data }]);
}

function requireRevision(id: string, draft: DraftRow | null, expectedVersion: number): void {
  const currentVersion = draft?.revision ?? 0;
  if (currentVersion !== expectedVersion) {
    throw new VersionConflict({
      what: 'draft of the checklist template',
      id,
      expectedVersion,
      currentVersion,
    });
  }
}
