import DataLoader from 'dataloader';

import { manyLoader, oneLoader } from '../../shared/loader.js';
import type { Reader } from '../../shared/session.js';
import type { RequestBase } from '../../shared/subgraph/context.js';
import { readBatches, type BatchRow } from './rows/batches.js';
import { readCertificates, type CertificateRow } from './rows/certificate.js';
import { readResponses, type ResponseRow } from './rows/checklist.js';
import { readComments, type CommentRow } from './rows/comments.js';
import { readEvidence, readEvidenceSecret, type EvidenceRow } from './rows/evidence.js';
import {
  readCommunications,
  readDuties,
  readWorkingGroups,
  type CommunicationRow,
  type DutyRow,
  type WorkingGroupRow,
} from './rows/organisation.js';
import { readLatestSignatures, type SignatureRow } from './rows/signatures.js';
import { readCurrentTemplate } from './rows/template.js';
import type { Template } from './template.js';

export interface ReadinessLoaders {
  /** One key, `current`: the template in force is read once per request. */
  template: DataLoader<'current', Template | null>;
  responses: DataLoader<string, ResponseRow[]>;
  signatures: DataLoader<string, SignatureRow | null>;
  certificates: DataLoader<string, CertificateRow[]>;
  workingGroup: DataLoader<string, WorkingGroupRow | null>;
  duties: DataLoader<string, DutyRow[]>;
  communications: DataLoader<string, CommunicationRow[]>;
  comments: DataLoader<string, CommentRow[]>;
  batches: DataLoader<string, BatchRow[]>;
  evidence: DataLoader<string, EvidenceRow[]>;
  evidenceSecret: DataLoader<'current', string | null>;
}

export function readinessLoaders({ session }: RequestBase): ReadinessLoaders {
  type Read<Row> = (db: Reader, keys: readonly string[]) => Promise<Row[]>;
  const reading =
    <Row>(read: Read<Row>) =>
    (keys: readonly string[]) =>
      session.read('readiness', (db) => read(db, keys));
  const many = <Row extends { school: string }>(read: Read<Row>) =>
    manyLoader(reading(read), (row) => row.school);
  const one = <Row extends { school: string }>(read: Read<Row>) =>
    oneLoader(reading(read), (row) => row.school);
  return {
    template: new DataLoader(async (keys: readonly 'current'[]) => {
      const template = await session.read('readiness', readCurrentTemplate);
      return keys.map(() => template);
    }),
    responses: many(readResponses),
    signatures: one(readLatestSignatures),
    certificates: many(readCertificates),
    workingGroup: one(readWorkingGroups),
    duties: many(readDuties),
    communications: many(readCommunications),
    comments: many(readComments),
    batches: many(readBatches),
    evidence: many(readEvidence),
    evidenceSecret: new DataLoader(async (keys: readonly 'current'[]) => {
      const secret = await session.read('readiness', readEvidenceSecret);
      return keys.map(() => secret);
    }),
  };
}
