import { createContext, useContext } from 'react';

export interface Session {
  /** The hub no longer knows the session. */
  expire(this: void): void;
  signOut(this: void): void;
}

const SessionContext = createContext<Session | null>(null);

export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession needs a SessionProvider around it.');
  return session;
}
