import { isWithin, markNow, type Mark } from '../../shared/age.js';
import type { TokenVerifier, VerifiedToken } from '../../shared/auth/tokens.js';
import { Unauthenticated } from '../../shared/errors.js';
import type { AccessRegister } from './register.js';

/** How long this process takes a tool's token for good without asking again: a withdrawal is known well within a minute. */
const REMEMBERED_MS = 15_000;
const REMEMBERED = 1000;

/** Verifies what `issueToolToken` gave out beside the tokens that are signed. Unknown ones are asked about each time, never remembered. */
export function withToolTokens(
  signed: TokenVerifier,
  register: Pick<AccessRegister, 'toolToken' | 'toolTokenPrefix'>,
  now: () => Date = () => new Date(),
): TokenVerifier {
  const remembered = new Map<string, { token: VerifiedToken; since: Mark }>();
  const look = async (text: string): Promise<VerifiedToken> => {
    const found = await register.toolToken(text);
    if (found === null) throw new Unauthenticated('the token was taken back, or never issued by this hub');
    const token = { ...found, issuedAt: now(), tool: text };
    remembered.set(text, { token, since: markNow(now().getTime()) });
    const [oldest] = remembered.keys();
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return token;
  };
  return {
    async verify(text) {
      if (!text.startsWith(register.toolTokenPrefix)) return signed.verify(text);
      const known = remembered.get(text);
      if (known !== undefined && !isWithin(known.since, REMEMBERED_MS, now().getTime()))
        remembered.delete(text);
      const token = remembered.get(text)?.token ?? (await look(text));
      if (token.expiresAt <= now()) throw new Unauthenticated('the token has expired');
      return token;
    },
  };
}
