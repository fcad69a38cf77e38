import { sql } from 'kysely';

import type { Audience } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';

export interface DistrictCommunicationRow {
  id: string;
  audiences: Audience[];
  heldOn: string;
  description: string;
}

/** How the office told people of the rollout, the latest first. */
export async function readDistrictCommunications(db: Reader): Promise<DistrictCommunicationRow[]> {
  const { rows } = await sql<DistrictCommunicationRow>`
    select id::text as id, audiences, held_on::text as "heldOn", description from rollout.district_communication
     order by held_on desc, logged_at desc, id`.execute(db);
  return rows;
}
