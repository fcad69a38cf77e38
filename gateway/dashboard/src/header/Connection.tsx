import { second } from '../format/date.js';
import { reconnectNow } from '../live/reconnect.js';
import type { LiveState } from '../live/useLive.js';
import { useTexts, type Texts } from '../texts/index.js';

/** Says whether what is on the screen is live, and when it stopped being so. */
export function Connection({ state }: { state: LiveState }) {
  const texts = useTexts();
  const { said, why } = words(state, texts);
  return (
    <span className={`connection connection-${state.kind}`} title={why}>
      <span className="connection-dot" aria-hidden="true" />
      <output data-testid="connection">{said}</output>
      {state.kind === 'lost' && (
        <button type="button" className="button-link" onClick={reconnectNow}>
          {texts.live.reconnect}
        </button>
      )}
    </span>
  );
}

function words(state: LiveState, texts: Texts): { said: string; why: string | undefined } {
  switch (state.kind) {
    case 'connecting':
      return { said: texts.live.connecting, why: undefined };
    case 'live':
      return { said: texts.live.live, why: texts.live.liveWhy };
    case 'lost':
      return { said: texts.live.lost(second(state.since)), why: texts.live.lostWhy };
    case 'catchingUp':
      return { said: texts.live.catchingUp, why: undefined };
    case 'caughtUp':
      return {
        said: state.isRestarted ? texts.live.restarted : texts.live.caughtUp(state.missed),
        why: undefined,
      };
    case 'refused':
      return { said: texts.live.refused, why: texts.live.refusedWhy };
    default:
      return state satisfies never;
  }
}
