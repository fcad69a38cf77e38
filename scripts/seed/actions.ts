import type { Actor } from '../../shared/actor.js';
import type { Session } from '../../shared/session.js';
import { localActor } from '../tokens.js';

/** One thing that somebody did at an instant of the season, through the service that users call. */
export interface Action {
  readonly at: Date;
  readonly actor: Actor;
  readonly run: (session: Session) => Promise<unknown>;
}

/** `04-20` at a time of day in Hải Phòng, in the season's year. */
export function moment(day: string, time: string): Date {
  return new Date(`2024-${day}T${time}:00+07:00`);
}

/** The day so many days after `day`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`2024-${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(5, 10);
}

export const officer = localActor('district_officer', []);
export const head = localActor('district_head', []);

export const adminOf = (school: string): Actor => localActor('school_admin', [school]);
export const principalOf = (school: string): Actor => localActor('principal', [school]);
