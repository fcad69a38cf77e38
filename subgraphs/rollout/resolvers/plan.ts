import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { NotFound } from '../../../shared/errors.js';
import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import type { RolloutContext } from '../context.js';
import { momentOf } from '../moment.js';
import { clauseText, type ActivePlan } from '../plan/active.js';
import { listedSchools, mayListDetail } from '../policy.js';
import { readExtensions, readTaskExtensions, readTaskHistory } from '../rows/task.js';
import { extendDeadline } from '../service/deadline.js';
import { extendTask } from '../service/task-extension.js';
import { updateTaskProgress } from '../service/task.js';
import { tasksAt, toExtension } from '../timeline.js';
import { ComplianceRule, type Plan } from '../types/plan.js';
import {
  ExtendDeadlineInput,
  ExtendDeadlinePayload,
  ExtendTaskInput,
  ExtendTaskPayload,
  Timeline,
  UpdateTaskProgressInput,
  UpdateTaskProgressPayload,
  type Task,
} from '../types/timeline.js';

@Resolver(() => Timeline)
export class PlanResolver {
  @Query(() => Timeline, { description: "Tiến độ kế hoạch. The plan's tasks, as planned and as they went." })
  async timeline(
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description: 'Thời điểm xem; now when left out, never in the future.',
    })
    asOf: Date | null,
    @Ctx() context: RolloutContext,
  ): Promise<Timeline> {
    const { clock, loaders } = context;
    const { at } = momentOf(clock, asOf);
    const plan = await loaders.plan();
    return {
      plan: toPlan(plan),
      asOf: at,
      now: clock.now(),
      isSimulatedTime: clock.isSimulated,
      tasks: await readTasks(context, plan, at),
      sourceNotes: plan.document.sourceNotes.map((note) => ({
        clause: note.clause,
        otherClauses: note.otherClauses,
        textVi: note.vi,
        textEn: note.en,
        dateAsPrinted: note.dateAsPrinted ?? null,
        dateCorrected: note.dateCorrected ?? null,
      })),
    };
  }

  @Query(() => [ComplianceRule], { description: 'Các tiêu chí của kế hoạch, in its order.' })
  async complianceRules(@Ctx() { loaders }: RolloutContext): Promise<ComplianceRule[]> {
    const plan = await loaders.plan();
    return plan.document.rules.map((rule) => ({
      id: rule.id,
      clause: rule.clause,
      otherClauses: rule.otherClauses,
      clauseText: clauseText(plan, rule.clause),
      titleVi: rule.titleVi,
      titleEn: rule.titleEn,
      gate: rule.gate,
      weight: rule.weight,
      task: rule.task,
      due: new Date(rule.due),
      dueBasis: rule.dueBasis,
      inForceFrom: new Date(rule.inForceFrom),
      predicate: rule.predicate,
      parameters: rule.parameters,
      fixVi: rule.fixVi,
      fixEn: rule.fixEn,
    }));
  }

  @Mutation(() => UpdateTaskProgressPayload, {
    description:
      "Cập nhật nhiệm vụ. Moves a task of the plan on; the office's, and confirming it the head's.",
  })
  async updateTaskProgress(
    @Arg('input', () => UpdateTaskProgressInput, { description: 'Nội dung cập nhật.' })
    input: UpdateTaskProgressInput,
    @Ctx() context: RolloutContext,
  ): Promise<UpdateTaskProgressPayload> {
    await updateTaskProgress(context.session, input);
    return { task: await requireTask(context, input.task) };
  }

  @Mutation(() => ExtendTaskPayload, {
    description:
      "Gia hạn nhiệm vụ. Gives a task of the plan more time; the planned date stays. The office's.",
  })
  async extendTask(
    @Arg('input', () => ExtendTaskInput, { description: 'Nội dung gia hạn.' }) input: ExtendTaskInput,
    @Ctx() context: RolloutContext,
  ): Promise<ExtendTaskPayload> {
    await extendTask(context.session, input);
    return { task: await requireTask(context, input.task) };
  }

  @Mutation(() => ExtendDeadlinePayload, {
    description: "Gia hạn. Extends a rule's deadline for one school; the original stays. The office's.",
  })
  async extendDeadline(
    @Arg('input', () => ExtendDeadlineInput, { description: 'Nội dung gia hạn.' }) input: ExtendDeadlineInput,
    @Ctx() { session }: RolloutContext,
  ): Promise<ExtendDeadlinePayload> {
    const extension = toExtension(await extendDeadline(session, input));
    return { extension, school: extension.school };
  }
}

async function requireTask(context: RolloutContext, id: string): Promise<Task> {
  const tasks = await readTasks(context, await context.loaders.plan(), context.clock.now());
  const task = tasks.find((candidate) => candidate.id === id);
  if (task === undefined) throw new NotFound({ what: 'task', id });
  return task;
}

/** The plan's tasks at an instant, with the extensions that the caller may see. */
export async function readTasks(
  { actor, session }: RolloutContext,
  plan: ActivePlan,
  at: Date,
): Promise<Task[]> {
  const codes = mayListDetail(actor) ? listedSchools(actor) : [];
  const history = await session.read('rollout', (db) => readTaskHistory(db, plan.id, at));
  const extensions = await session.read('rollout', (db) => readExtensions(db, { codes, upTo: at }));
  const taskExtensions = await session.read('rollout', (db) => readTaskExtensions(db, plan.id, at));
  return tasksAt({ plan, history, extensions, taskExtensions, at });
}

export function toPlan({ version, document }: ActivePlan): Plan {
  const { id, title, number, issuedOn, schoolYear, scopeGrades, unit } = document;
  return {
    id,
    title,
    number,
    issuedOn,
    schoolYear,
    scopeGrades: scopeGrades[schoolYear] ?? [],
    unit: { code: unit.code, nameVi: unit.nameVi, nameEn: unit.nameEn },
    version,
  };
}
