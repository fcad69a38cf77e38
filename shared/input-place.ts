/**
 * The field that GraphQL's complaint about a value is of, as a path of the caller's words (`coalesce`, `input.filter.since`);
 * undefined where it is about none. graphql-js tells it in its message only.
 */
export function placeIn(message: string): string | undefined {
  const [, place] = / at "([^"]+)"; /.exec(message) ?? [];
  const [, name] = /^(?:Variable "\$|Argument ")([^"]+)" /.exec(message) ?? [];
  return place ?? name;
}
