import { Client, fetchExchange } from 'urql';

import { pageHeader } from '../session/door.js';

/** The hub's door for queries. Every answer comes from the network: what is on the screen is kept by the parts that show it. */
export function makeClient(): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [fetchExchange],
    requestPolicy: 'network-only',
    fetchOptions: {
      // Answers come whole: an event stream, which the client would take as well, is what the hub sends to whoever accepts it.
      headers: {
        accept: 'application/graphql-response+json, application/json',
        ...pageHeader,
      },
      cache: 'no-store',
      credentials: 'same-origin',
    },
  });
}

/** The address of the hub's door for subscriptions. */
export function socketAddress(page: Location = location): string {
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/graphql`;
}
