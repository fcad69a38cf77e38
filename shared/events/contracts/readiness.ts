/** What readiness tells. See `contracts.ts` for what holds of all events. */
export interface ReadinessEvents {
  'readiness.itemSaved': ItemChange;
  'readiness.itemSubmitted': ItemChange;
  'readiness.itemVerified': ItemChange & { note: string | null };
  'readiness.itemReturned': ItemChange & { reason: string };
  /** The office granted that the item does not concern the school; the value given before stays, as history. */
  'readiness.itemNotApplicable': ItemChange & { reason: string };
  'readiness.workingGroupSet': {
    decisionNumber: string;
    decisionDate: string;
    headNamed: boolean;
    members: number;
  };
  'readiness.dutyAssigned': { duty: string; personNamed: boolean };
  'readiness.certificateChanged': {
    certificate: string;
    before: CertificateState | null;
    after: CertificateState;
    /** ISO 8601 instants with offset. */
    validFrom: string;
    validTo: string;
    reason: string | null;
  };
  'readiness.communicationLogged': { audiences: readonly Audience[]; heldOn: string };
  /** A file was stored that shows what was declared; `reference` is an item's, certificate's or activity's id, or the school's own code. */
  'readiness.evidenceAttached': {
    evidence: string;
    kind: EvidenceKind;
    reference: string;
    mime: string;
    size: number;
    sha256: string;
    version: number;
  };
  /** Counts of people by validity, never who. The ratio that follows from them is told as a change of the item. */
  'readiness.signaturesDeclared': {
    group: 'MANAGERS' | 'TEACHERS';
    batches: readonly { count: number; issuer: string; validFrom: string; validTo: string }[];
  };
  'readiness.commentAdded': { comment: string; item: string; followUp: boolean };
  /** A version of the questionnaire came into force, frozen. */
  'readiness.templatePublished': {
    template: string;
    version: number;
    added: readonly string[];
    removed: readonly string[];
    /** All that the version asks, with the rules that it feeds. */
    items: readonly {
      id: string;
      kind: ItemValue['kind'];
      clause: string;
      rule: string | null;
      gate: boolean;
    }[];
    duties: readonly string[];
    /** Names the version by all that it says (`templateDigest`); events of before it was told lack it. */
    digest?: string;
  };
}

export type ItemState =
  | 'NOT_STARTED'
  | 'DRAFT'
  | 'SUBMITTED'
  | 'VERIFIED'
  | 'RETURNED'
  | 'REOPENED'
  | 'NOT_APPLICABLE';

/** The value of a checklist item, by its kind. Unknown is the absence of a value, never 0 or false. */
export type ItemValue =
  | { kind: 'BOOL'; bool: boolean }
  | { kind: 'COUNT'; count: number }
  | { kind: 'RATIO'; numerator: number; denominator: number }
  | { kind: 'DATE'; date: string }
  | { kind: 'DOC'; number: string; date: string }
  | { kind: 'TEXT'; text: string };

export interface ItemSnapshot {
  state: ItemState;
  value: ItemValue | null;
  version: number;
}

export interface ItemChange {
  item: string;
  /** The rule that the item feeds (R01…), or null. */
  rule: string | null;
  clause: string;
  gate: boolean;
  before: ItemSnapshot;
  after: ItemSnapshot;
}

export type CertificateState = 'DECLARED' | 'REGISTERED' | 'APPROVED' | 'REJECTED' | 'EXPIRED' | 'REVOKED';
export type EvidenceKind = 'ITEM' | 'CERTIFICATE' | 'WORKING_GROUP' | 'COMMUNICATION';
export type Audience = 'MANAGERS' | 'TEACHERS' | 'STAFF' | 'PARENTS' | 'PUPILS';
