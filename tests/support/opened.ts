/** Which check of a policy is taken out, as `<subgraph>.<name>`; `all` for every one of them. */
export const taken: { out: string | null } = { out: null };

type Check = (...args: unknown[]) => unknown;

/** Names of all checks of the wrapped policies. */
export const checks = new Set<string>();

/** A policy whose checks say yes while they are taken out, and what they say otherwise. For `vi.mock` of a policy.ts. */
export function openable(
  subgraph: string,
  policy: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(policy).map(([name, check]) => {
      if (typeof check !== 'function') return [name, check];
      const id = `${subgraph}.${name}`;
      checks.add(id);
      return [
        name,
        (...args: unknown[]) => {
          const said = (check as Check)(...args);
          return taken.out === id || taken.out === 'all' ? yes(name, said) : said;
        },
      ];
    }),
  );
}

/** The most open answer of the kind that the check gives: no bound, all detail, yes. */
function yes(name: string, said: unknown): unknown {
  if (Array.isArray(said) || said === null || said === 'none') return null;
  if (typeof said === 'string') return 'ALL';
  // Being the one who declared it keeps somebody from deciding it.
  return name !== 'isOwnDeclaration';
}
