import type { ComplianceStatus } from '../../../shared/events/contracts.js';
import type { Ratio } from '../../../shared/percent.js';
import type { RuleState } from './measure.js';

/** A school's compliance at an instant, with its reasons. */
export interface Compliance {
  readonly status: ComplianceStatus;
  /** Points won of points in force, reduced; 0/0 while no applicable rule is in force. Beyond 32 bits: never a GraphQL Int. */
  readonly score: Ratio;
  /** All gates met, and their items submitted at least. */
  readonly readyDeclared: boolean;
  /** All gates met, and their items verified by the office. */
  readonly readyVerified: boolean;
  /** The earliest due that is passed and not met. */
  readonly lateSince: Date | null;
  /** Every rule of the plan, most points lost first. */
  readonly lines: readonly ComplianceLine[];
  readonly risks: readonly Risk[];
  /** When the school last reported anything itself. */
  readonly lastUpdateAt: Date | null;
  /** The evaluation of the same facts stays the same until this instant; null where it stays so for ever. */
  readonly nextTransition: Date | null;
}

export interface ComplianceLine {
  readonly rule: string;
  readonly clause: string;
  readonly gate: boolean;
  readonly state: RuleState;
  /** A rule that is not in force yet counts in no score. */
  readonly inForce: boolean;
  readonly numerator: number;
  readonly denominator: number;
  readonly weight: number;
  /** Exact; 0 while the rule is not in force. */
  readonly pointsLost: Ratio;
  /** The due for this school, its last extension included. */
  readonly due: Date;
  /** The plan's due. */
  readonly originalDue: Date;
  /** Met for the first time after its due, for ever. */
  readonly doneLate: boolean;
  readonly missing: readonly string[];
  /** Causes of AT_RISK that are about this rule. */
  readonly atRiskBecause: readonly RiskCause[];
}

/** A sign that a school may become late. All but RETURNED_UNTOUCHED make it AT_RISK. */
export type Risk =
  | { readonly cause: 'GATE_DUE_SOON'; readonly rule: string; readonly due: Date }
  | {
      readonly cause: 'PACE';
      readonly rule: string;
      readonly remaining: number;
      /** Local days until the due, today included. */
      readonly daysLeft: number;
      /** Numerator gained since the end of the local day seven days ago. */
      readonly gained: number;
    }
  | { readonly cause: 'BLOCKER'; readonly difficulty: string }
  | {
      readonly cause: 'CERTIFICATE_EXPIRES';
      readonly rule: string;
      readonly certificate: string;
      readonly validTo: Date;
    }
  /** `since`: the instant at which the data became stale. */
  | { readonly cause: 'STALE'; readonly since: Date }
  /** `since`: the instant at which the item was returned. */
  | {
      readonly cause: 'RETURNED_UNTOUCHED';
      readonly item: string;
      readonly rule: string | null;
      readonly since: Date;
    };

export type RiskCause = Risk['cause'];
