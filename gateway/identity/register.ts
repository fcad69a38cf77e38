import type { Actor } from '../../shared/actor.js';

/** Who an invitation is for. */
export interface Invited {
  readonly name: string;
  readonly email: string;
  readonly role: Actor['role'];
  readonly schools: Actor['schools'];
  readonly expiresAt: Date;
}

/** What the register of access says (the schools subgraph keeps it; `scripts/` hands it in). */
export interface AccessRegister {
  /** What a tool's tokens begin with. */
  readonly toolTokenPrefix: string;
  invitation(secret: string): Promise<Invited | null>;
  /** Takes the invitation up, once; null where it cannot be any more. */
  accept(secret: string): Promise<(Invited & { readonly actor: Actor }) | null>;
  toolToken(token: string): Promise<{ readonly actor: Actor; readonly expiresAt: Date } | null>;
  /** Whether someone who was let in as that subject still is. */
  isLetIn(subject: string): Promise<boolean>;
  /** What was issued to each of these subjects up to that instant is no good. */
  withdrawals(since: Date): Promise<readonly { readonly subject: string; readonly before: Date }[]>;
}
