import type { Hub } from './hub.js';

/** Asks the hub what the screen should show, past the page. */
export async function ask<Data>(hub: Hub, query: string): Promise<Data> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await hub.token('district_officer')}`,
    },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
  if (data === undefined) throw new Error(errors?.map(({ message }) => message).join('; ') ?? 'no answer');
  return data;
}
