/**
 * A connection of the event log's own: the relay numbers over it, readers listen on it. The database room makes it, for both
 * databases, so that the log's code is the same on each.
 */
export interface LogConnection {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Calls `wake` whenever a batch was numbered somewhere; a lost wake-up costs a poll interval, never an event. */
  listen(channel: string, wake: () => void): Promise<void>;
  /** Whether this connection now leads under that name; it leads until it is closed or lost. */
  tryLead(name: string): Promise<boolean>;
  onLost(listener: () => void): void;
  close(): Promise<void>;
}
