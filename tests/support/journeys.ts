import type { Answer } from './hub.js';
import { officerJourney } from './journeys/officer.js';
import { schoolJourney } from './journeys/school.js';
import type { Answers, Journey, Step } from './journeys/step.js';
import { toolJourney } from './journeys/tool.js';

export { LATE_STARTER } from './journeys/school.js';
export { person, type Journey, type Step } from './journeys/step.js';

/** When the journeys take place: the day before most deadlines, when half the district is ready. */
export const JOURNEY_TIME = new Date('2024-04-27T12:00:00+07:00');

/** The three users, in the order in which they depend on each other. */
export const journeys: readonly Journey[] = [schoolJourney, officerJourney, toolJourney];

/** A hub that a journey is walked through. */
export interface Walkable {
  send(actor: Step['actor'], document: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Waits until the hub has taken in what was written. */
  settle(): Promise<void>;
}

export interface Walked {
  readonly journey: string;
  readonly step: Step;
  readonly variables: Record<string, unknown>;
  readonly answer: Answer;
}

/**
 * Sends every step of the journeys in order. A step whose variables rest on an answer that did not come is left out: in a hub with
 * a part missing the rest of the journey is walked all the same.
 */
export async function walk(hub: Walkable, walked: readonly Journey[] = journeys): Promise<Walked[]> {
  const answers: Answers = {};
  const steps: Walked[] = [];
  for (const { name, steps: planned } of walked) {
    for (const step of planned) {
      const variables = variablesOf(step, answers);
      if (variables === null) continue;
      const answer = await hub.send(step.actor, step.document, variables);
      answers[step.name] = answer.data;
      steps.push({ journey: name, step, variables, answer });
      if (isMutation(step)) await hub.settle();
    }
  }
  return steps;
}

export function isMutation({ document }: Step): boolean {
  return document.startsWith('mutation');
}

/** The answer of the step with that name; it has to have come without an error. */
export function dataOf(walked: readonly Walked[], name: string): Answer['data'] {
  const { data, errors } = answerOf(walked, name);
  if (errors !== undefined) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  return data;
}

/** The one error of the step with that name. */
export function errorOf(walked: readonly Walked[], name: string): NonNullable<Answer['errors']>[number] {
  const { errors = [] } = answerOf(walked, name);
  if (errors.length !== 1) throw new Error(`${name}: one error was expected, not ${JSON.stringify(errors)}`);
  return errors[0]!;
}

function answerOf(walked: readonly Walked[], name: string): Answer {
  const found = walked.find(({ step }) => step.name === name);
  if (found === undefined) throw new Error(`No step ${name} was walked.`);
  return found.answer;
}

function variablesOf({ variables }: Step, answers: Answers): Record<string, unknown> | null {
  try {
    return variables?.(answers) ?? {};
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
