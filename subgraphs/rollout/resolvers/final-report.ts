import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import type { Actor } from '../../../shared/actor.js';
import { Forbidden } from '../../../shared/errors.js';
import type { ComplianceStatus } from '../../../shared/events/contracts.js';
import { checksum } from '../../../shared/report/canonical.js';
import { statusWords } from '../../../shared/report/progress.js';
import { toRatio } from '../../../shared/subgraph/types.js';
import type { RolloutContext } from '../context.js';
import { mayExportReport, mayReadActors, mayReadFinalReport } from '../policy.js';
import { contentOf, readFinalReports, type FinalReportRow } from '../rows/final-report.js';
import { freezeFinalReport, readFinalReport } from '../service/final-report.js';
import { FinalReportType, FreezeFinalReportInput, FreezeFinalReportPayload } from '../types/final-report.js';

@Resolver(() => FinalReportType)
export class FinalReportResolver {
  @Query(() => FinalReportType, {
    nullable: true,
    description:
      "Báo cáo tổng kết of the active plan; null before it is frozen. Not the schools' or the providers'.",
  })
  async finalReport(@Ctx() context: RolloutContext): Promise<FinalReportType | null> {
    const { actor } = context;
    if (!mayReadFinalReport(actor))
      throw new Forbidden({ action: 'read the final report', role: actor.role });
    const [first] = await readAll(context);
    return first === undefined ? null : toFinalReport(actor, first);
  }

  @FieldResolver(() => [FinalReportType], { description: 'Các bản bổ sung, in their order.' })
  async amendments(
    @Root() { number }: FinalReportType,
    @Ctx() context: RolloutContext,
  ): Promise<FinalReportType[]> {
    if (number > 1) return [];
    return (await readAll(context)).slice(1).map((row) => toFinalReport(context.actor, row));
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Kiểm chứng. Whether computing it again from history gives the same hash; null where history is scored under another version of the plan by now.',
  })
  async isReproduced(
    @Root() { stored }: FinalReportType,
    @Ctx() { session, loaders }: RolloutContext,
  ): Promise<boolean | null> {
    const plan = await loaders.plan();
    if (plan.version !== stored.planVersion) return null;
    const { number, remarks } = stored;
    const again = await session.read('rollout', (db) =>
      readFinalReport(db, plan, { at: new Date(stored.asOf), number, remarks }),
    );
    return checksum(again) === stored.hash;
  }

  @Mutation(() => FreezeFinalReportPayload, {
    description:
      'Chốt báo cáo tổng kết (T7), once per plan; INVALID_TRANSITION the second time, when only amendments may follow. The head’s.',
  })
  async freezeFinalReport(
    @Arg('input', () => FreezeFinalReportInput, { description: 'Báo cáo cần chốt.' })
    input: FreezeFinalReportInput,
    @Ctx() context: RolloutContext,
  ): Promise<FreezeFinalReportPayload> {
    return freeze(context, input, false);
  }

  @Mutation(() => FreezeFinalReportPayload, {
    description: 'Bổ sung báo cáo tổng kết đã chốt; the frozen report stays as it is. The head’s.',
  })
  async amendFinalReport(
    @Arg('input', () => FreezeFinalReportInput, { description: 'Bản bổ sung.' })
    input: FreezeFinalReportInput,
    @Ctx() context: RolloutContext,
  ): Promise<FreezeFinalReportPayload> {
    return freeze(context, input, true);
  }
}

const statuses = Object.keys(statusWords) as ComplianceStatus[];

async function freeze(
  context: RolloutContext,
  input: FreezeFinalReportInput,
  isAmendment: boolean,
): Promise<FreezeFinalReportPayload> {
  await freezeFinalReport(context.session, { asOf: input.asOf, remarks: input.remarks, isAmendment });
  return { report: toFinalReport(context.actor, (await readAll(context)).at(-1) as FinalReportRow) };
}

async function readAll({ session, loaders }: RolloutContext): Promise<FinalReportRow[]> {
  const { id } = await loaders.plan();
  return session.read('rollout', (db) => readFinalReports(db, id));
}

function toFinalReport(actor: Actor, row: FinalReportRow): FinalReportType {
  const { plan, number, planVersion, remarks, hash, frozenBy } = row;
  const { totals } = contentOf(row).progress;
  return {
    plan,
    number,
    planVersion,
    remarks,
    hash,
    asOf: new Date(row.asOf),
    frozenAt: new Date(row.frozenAt),
    frozenBy: mayReadActors(actor) ? frozenBy : null,
    totals: {
      // In the order in which the overview gives them; the stored text has its own.
      counts: statuses.map((status) => ({ status, count: totals.counts[status] })),
      inScope: toRatio(totals.inScope),
      readyDeclared: toRatio(totals.readyDeclared),
      readyVerified: toRatio(totals.readyVerified),
      averageScore: toRatio(totals.averageScore),
    },
    content: mayExportReport(actor) ? row.content : null,
    stored: row,
  };
}
