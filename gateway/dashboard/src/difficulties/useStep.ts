import { whyNot } from '../forms/Refusal.js';
import {
  AcknowledgeDifficultyDocument,
  CloseDifficultyDocument,
  EscalateToCityDocument,
  ReopenDifficultyDocument,
  ReplyDifficultyDocument,
  ResolveDifficultyDocument,
} from '../generated/graphql.js';
import type { Problem } from '../graph/problem.js';
import { useSend } from '../graph/useSend.js';
import type { Step } from './steps.js';

/** Takes a step with its words; null where it is taken, else why not. */
export function useStep(): (step: Step | 'reply', id: string, words: string) => Promise<Problem | null> {
  const { send: acknowledge } = useSend(AcknowledgeDifficultyDocument);
  const { send: reply } = useSend(ReplyDifficultyDocument);
  const { send: resolve } = useSend(ResolveDifficultyDocument);
  const { send: escalate } = useSend(EscalateToCityDocument);
  const { send: close } = useSend(CloseDifficultyDocument);
  const { send: reopen } = useSend(ReopenDifficultyDocument);
  return async (step, id, words) => {
    switch (step) {
      case 'acknowledge':
        return whyNot(await acknowledge({ id, message: words }));
      case 'reply':
        return whyNot(await reply({ input: { difficulty: id, message: words } }));
      case 'start':
        return whyNot(await reply({ input: { difficulty: id, message: words, state: 'IN_PROGRESS' } }));
      case 'resolve':
        return whyNot(await resolve({ id, resolution: words }));
      case 'escalate':
        return whyNot(await escalate({ id, reason: words }));
      case 'close':
        return whyNot(await close({ id, message: words }));
      case 'reopen':
        return whyNot(await reopen({ id, reason: words }));
      default:
        return step satisfies never;
    }
  };
}
