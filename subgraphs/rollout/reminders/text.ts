import { localDate } from '../../../shared/calendar.js';
import type { ActivePlan } from '../plan/active.js';
import type { StoredLine } from '../stored.js';
import type { Rung } from './ladder.js';

/** A rule that a school is reminded of; without a rung where the office reminds on its own. */
export interface Entry {
  readonly line: StoredLine;
  readonly rung: Rung | null;
}

export interface Letter {
  readonly title: string;
  readonly body: string;
}

/** More schools than this are counted, not named: a mail is read by a person. */
const NAMED = 100;

/** The letter to a school about what it lacks on that day, in Vietnamese plain text; `note` is the office's own word. */
export function schoolLetter(
  plan: ActivePlan,
  { name, day, entries, note }: { name: string; day: string; entries: readonly Entry[]; note: string | null },
): Letter {
  const { soon, passed } = parts(entries, day);
  const title = `Nhắc việc ngày ${printed(day)}: ${entries.length} tiêu chí cần hoàn thành`;
  return {
    title,
    body: letter(plan, [
      `Kính gửi ${name},`,
      ...(note === null ? [] : [note]),
      ...section('Sắp đến hạn hoặc đến hạn:', soon, plan),
      ...section('Đã quá hạn:', passed, plan),
    ]),
  };
}

/** The weekly letter to the head: which schools are overdue, and on what. */
export function headLetter(
  plan: ActivePlan,
  { day, late }: { day: string; late: readonly { name: string; rules: readonly string[] }[] },
): Letter {
  const named = late.slice(0, NAMED).map(({ name, rules }) => `- ${name}: ${rules.join(', ')}`);
  const more = late.length > NAMED ? [`- và ${late.length - NAMED} trường khác`] : [];
  return {
    title: `Tổng hợp tuần ngày ${printed(day)}: ${late.length} trường quá hạn`,
    body: letter(plan, [
      'Kính gửi lãnh đạo Phòng,',
      ['Các trường có tiêu chí quá hạn:', ...named, ...more].join('\n'),
    ]),
  };
}

/** The letter about an item that the office sent back. */
export function returnedLetter(
  plan: ActivePlan | null,
  { item, rule, clause, reason }: { item: string; rule: string | null; clause: string; reason: string },
): Letter {
  const title = rule === null ? undefined : plan?.rules.get(rule)?.titleVi;
  const of = rule === null ? '' : ` của tiêu chí ${rule}${title === undefined ? '' : ` ${title}`}`;
  return {
    title: `Mục ${item} bị trả lại`,
    body: letter(plan, [`Mục ${item}${of} (${clause}) bị trả lại để bổ sung.`, `Lý do: ${reason}`]),
  };
}

function parts(entries: readonly Entry[], day: string): { soon: Entry[]; passed: Entry[] } {
  const isPassed = ({ line }: Entry) => localDate(new Date(line.due)) < day;
  return { soon: entries.filter((entry) => !isPassed(entry)), passed: entries.filter(isPassed) };
}

function section(heading: string, entries: readonly Entry[], plan: ActivePlan): string[] {
  if (entries.length === 0) return [];
  return [[heading, ...entries.map(({ line }) => `- ${sentence(plan, line)}`)].join('\n')];
}

function sentence(plan: ActivePlan, { rule, clause, due }: StoredLine): string {
  const { titleVi = rule, fixVi } = plan.rules.get(rule) ?? {};
  const todo = fixVi === undefined ? '' : ` Cần làm: ${fixVi}`;
  return `${rule} ${titleVi} (${clause}), hạn ${printed(localDate(new Date(due)))}.${todo}`;
}

function letter(plan: ActivePlan | null, paragraphs: readonly string[]): string {
  const sender = plan === null ? 'Học Bạ Hub' : `${plan.document.unit.nameVi} (thư tự động của Học Bạ Hub)`;
  return `${[...paragraphs, sender].join('\n\n')}\n`;
}

/** `24/4/2024`, as dates are written in the plan. */
function printed(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date}/${month}/${year}`;
}
