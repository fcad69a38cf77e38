import { Migration0001Tables } from './0001-tables.js';
import { Migration0002LogAndRole } from './0002-log-and-role.js';
import { Migration0003RecordUnits } from './0003-record-units.js';
import { Migration0004Oversight } from './0004-oversight.js';
import { Migration0005Audit } from './0005-audit.js';
import { Migration0006Accounts } from './0006-accounts.js';
import { Migration0007OverseenDistrict } from './0007-overseen-district.js';
import { Migration0008OfficeWorkingGroup } from './0008-office-working-group.js';
import { Migration0009LogRetention } from './0009-log-retention.js';
import { Migration0010Webhooks } from './0010-webhooks.js';
import { Migration0011Access } from './0011-access.js';
import { Migration0012Wall } from './0012-wall.js';
import { Migration0013Once } from './0013-once.js';

/** The migrations in their order, named one by one, so that a build or a test runs exactly these. */
export const migrations = [
  { name: '0001-tables', class: Migration0001Tables },
  { name: '0002-log-and-role', class: Migration0002LogAndRole },
  { name: '0003-record-units', class: Migration0003RecordUnits },
  { name: '0004-oversight', class: Migration0004Oversight },
  { name: '0005-audit', class: Migration0005Audit },
  { name: '0006-accounts', class: Migration0006Accounts },
  { name: '0007-overseen-district', class: Migration0007OverseenDistrict },
  { name: '0008-office-working-group', class: Migration0008OfficeWorkingGroup },
  { name: '0009-log-retention', class: Migration0009LogRetention },
  { name: '0010-webhooks', class: Migration0010Webhooks },
  { name: '0011-access', class: Migration0011Access },
  { name: '0012-wall', class: Migration0012Wall },
  { name: '0013-once', class: Migration0013Once },
];
