import type DataLoader from 'dataloader';

import { manyLoader, oneLoader } from '../../shared/loader.js';
import type { Reader } from '../../shared/session.js';
import type { RequestBase } from '../../shared/subgraph/context.js';
import { readDistricts, readWards } from './rows/district.js';
import {
  readEnrolment,
  readHeadcounts,
  readPeople,
  type EnrolmentRow,
  type HeadcountRow,
  type PersonRow,
} from './rows/people.js';
import {
  readCommitments,
  readProviders,
  readSchoolProviders,
  readServed,
  type CommitmentRow,
  type SchoolProviderRow,
  type ServedRow,
} from './rows/provider.js';
import { readSchools, type SchoolRow } from './rows/school.js';
import { readStatusChanges, type StatusRow } from './rows/status.js';
import type { District, Ward } from './types/district.js';
import type { ServiceProvider } from './types/provider.js';

export interface SchoolsLoaders {
  school: DataLoader<string, SchoolRow | null>;
  /** By `headcountKey`. */
  headcount: DataLoader<string, HeadcountRow | null>;
  enrolment: DataLoader<string, EnrolmentRow[]>;
  people: DataLoader<string, PersonRow[]>;
  statusChanges: DataLoader<string, StatusRow[]>;
  /** By school. */
  providers: DataLoader<string, SchoolProviderRow[]>;
  provider: DataLoader<string, ServiceProvider | null>;
  /** By provider. */
  served: DataLoader<string, ServedRow[]>;
  commitments: DataLoader<string, CommitmentRow[]>;
  ward: DataLoader<string, Ward | null>;
  district: DataLoader<string, District | null>;
}

/** One statement a field for all keys of a tick. */
export function schoolsLoaders({ session }: RequestBase): SchoolsLoaders {
  const reading =
    <Row>(read: (db: Reader, keys: readonly string[]) => Promise<Row[]>) =>
    (keys: readonly string[]) =>
      session.read('schools', (db) => read(db, keys));
  const codeOf = (row: { code: string }) => row.code;
  const schoolOf = (row: { school: string }) => row.school;
  const providerOf = (row: { provider: string }) => row.provider;
  return {
    school: oneLoader(reading(readSchools), codeOf),
    headcount: oneLoader(reading(readHeadcounts), (row) => row.key),
    enrolment: manyLoader(reading(readEnrolment), schoolOf),
    people: manyLoader(reading(readPeople), schoolOf),
    statusChanges: manyLoader(reading(readStatusChanges), schoolOf),
    providers: manyLoader(reading(readSchoolProviders), schoolOf),
    provider: oneLoader(reading(readProviders), codeOf),
    served: manyLoader(reading(readServed), providerOf),
    commitments: manyLoader(reading(readCommitments), providerOf),
    ward: oneLoader(reading(readWards), codeOf),
    district: oneLoader(reading(readDistricts), codeOf),
  };
}
