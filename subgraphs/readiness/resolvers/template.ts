import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';

import type { ReadinessContext } from '../context.js';
import { readTemplateVersion, type DraftRow } from '../rows/template.js';
import { draftTemplate, publishTemplate, readTemplateDraft } from '../service/template.js';
import {
  ChecklistTemplate,
  ChecklistTemplateDraft,
  DraftChecklistTemplateInput,
  DraftChecklistTemplatePayload,
  PublishChecklistTemplateInput,
  PublishChecklistTemplatePayload,
} from '../types/template.js';

@Resolver()
export class TemplateResolver {
  @Query(() => ChecklistTemplate, {
    nullable: true,
    description:
      'Mẫu phiếu rà soát in force, or a version of it; null where there is none. Read by whoever has a token.',
  })
  async checklistTemplate(
    @Arg('version', () => Int, { nullable: true, description: 'Phiên bản; the one in force when left out.' })
    version: number | null,
    @Ctx() { session, loaders }: ReadinessContext,
  ): Promise<ChecklistTemplate | null> {
    if (version == null) return loaders.template.load('current');
    return session.read('readiness', (db) => readTemplateVersion(db, version));
  }

  @Query(() => ChecklistTemplateDraft, {
    nullable: true,
    description: 'Dự thảo mẫu phiếu rà soát; null where nobody works on one. For the office.',
  })
  async checklistTemplateDraft(@Ctx() { session }: ReadinessContext): Promise<ChecklistTemplateDraft | null> {
    const draft = await readTemplateDraft(session);
    return draft === null ? null : toDraft(draft);
  }

  @Mutation(() => DraftChecklistTemplatePayload, {
    description:
      'Lưu dự thảo mẫu phiếu rà soát. For the office; BAD_USER_INPUT names the faults, VERSION_CONFLICT says that somebody saved before.',
  })
  async draftChecklistTemplate(
    @Arg('input', () => DraftChecklistTemplateInput, { description: 'Dự thảo.' })
    { expectedRevision, ...content }: DraftChecklistTemplateInput,
    @Ctx() { session }: ReadinessContext,
  ): Promise<DraftChecklistTemplatePayload> {
    return { draft: toDraft(await draftTemplate(session, { expectedRevision, content })) };
  }

  @Mutation(() => PublishChecklistTemplatePayload, {
    description:
      'Ban hành dự thảo as the next version, frozen from then on; answers to items that it still asks stay. For the head of the office.',
  })
  async publishChecklistTemplate(
    @Arg('input', () => PublishChecklistTemplateInput, { description: 'Dự thảo nào.' })
    { revision }: PublishChecklistTemplateInput,
    @Ctx() { session }: ReadinessContext,
  ): Promise<PublishChecklistTemplatePayload> {
    return { template: await publishTemplate(session, { revision }) };
  }
}

function toDraft({ revision, document, editedBy, editedAt }: DraftRow): ChecklistTemplateDraft {
  return { revision, template: document, editedBy, editedAt: new Date(editedAt) };
}
