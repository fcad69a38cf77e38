import { isWithin, markNow, type Mark } from '../../shared/age.js';
import type { VerifiedToken } from '../../shared/auth/tokens.js';
import { Unauthenticated } from '../../shared/errors.js';
import type { Logger } from '../../shared/log.js';
import type { AccessRegister } from './register.js';

/** How often the list is read anew: a withdrawal reaches every gateway within it, and open sockets by the next look of `Watch`. */
export const READ_MS = 15_000;
/** Tokens and sessions that are older have long ended, whoever issued them. */
const KEPT_MS = 400 * 24 * 3_600_000;
/** A list that could not be read for so long may lack what was withdrawn meanwhile: nobody is taken in on it. */
const STALE_MS = 60_000;

/** What of tokens and sessions was withdrawn before its time, as every gateway process knows it. */
export class Withdrawals {
  #before = new Map<string, number>();
  #readAt: Mark | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly register: Pick<AccessRegister, 'withdrawals'>,
    private readonly log: Logger,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Reads the list; throws where the database does not answer. */
  async read(): Promise<void> {
    const startedAt = markNow(this.now().getTime());
    const rows = await this.register.withdrawals(new Date(startedAt.wallMs - KEPT_MS));
    this.#before = new Map(rows.map(({ subject, before }) => [subject, before.getTime()]));
    this.#readAt = startedAt;
  }

  /** Whether it was issued to its subject before a withdrawal. A token tells its second alone: of that second, all are withdrawn. */
  has({ actor, issuedAt }: VerifiedToken): boolean {
    const before = this.#before.get(actor.subject);
    return before !== undefined && issuedAt.getTime() <= before;
  }

  /** Throws UNAUTHENTICATED for what was withdrawn; a list that is too old is read first, and its failure is the caller's. */
  async refuse(identity: VerifiedToken): Promise<void> {
    const isFresh = this.#readAt !== undefined && isWithin(this.#readAt, STALE_MS, this.now().getTime());
    if (!isFresh) await this.read();
    if (this.has(identity)) throw new Unauthenticated('this sign-in or token was withdrawn');
  }

  /** Reads every `READ_MS` until `stop`. */
  start(): void {
    this.#timer = setInterval(() => {
      this.read().catch((error: unknown) =>
        this.log.error({ err: error }, 'the list of withdrawals was not read'),
      );
    }, READ_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
