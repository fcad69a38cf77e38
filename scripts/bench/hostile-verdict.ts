/** What is wrong with how the hub answered a hostile request; null where nothing is. */
export function faultIn(status: number, text: string): string | null {
  if (status >= 500 && status !== 503) return `status ${status}`;
  if (/\n\s+at |node_modules|\.[jt]s:\d+|file:\/\//.test(text)) return 'it shows its inside';
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  const { data, errors } = answer as { data?: unknown; errors?: { extensions?: { code?: unknown } }[] };
  if (errors === undefined) return data == null ? 'it says nothing' : null;
  const codes = errors.map(({ extensions }) => extensions?.code);
  if (codes.includes('INTERNAL_SERVER_ERROR')) return 'the hub failed';
  return codes.every((code) => typeof code === 'string') ? null : 'an error has no code';
}
