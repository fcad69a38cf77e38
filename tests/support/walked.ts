import { openTestHub } from './hub.js';
import { JOURNEY_TIME, walk, type Walked } from './journeys.js';
import { playSeason } from './season.js';

/** All journeys, walked once through a hub of one process over a copy of the season. */
export async function walkInProcess(): Promise<Walked[]> {
  const season = await playSeason(JOURNEY_TIME);
  const hub = await openTestHub({ database: await season.copy(), fill: 'nothing', start: JOURNEY_TIME });
  const walked = await walk({ send: hub.send, settle: hub.host.settle });
  await hub.close();
  return walked;
}

export const countsOf = (overview: { counts: { status: string; count: number }[] }) =>
  Object.fromEntries(overview.counts.map(({ status, count }) => [status, count]));

export const lineOf = (compliance: { lines: { rule: string }[] }, rule: string) =>
  compliance.lines.find((known) => known.rule === rule);

export const itemOf = (school: { checklist: { items: { id: string }[] } }, id: string) =>
  school.checklist.items.find((item) => item.id === id);
