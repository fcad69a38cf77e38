import type { SchoolHere } from './ForSchool.js';
import { useKept } from './useKept.js';

interface Kept<Typed> {
  /** Null while nobody has typed. */
  readonly typed: Typed | null;
  /** The version that the typing rests on. */
  readonly version: number;
}

const untouched = { typed: null, version: 0 };

/**
 * What is typed over what the hub has, kept on this machine with the version that it rests on: where somebody else was faster both are
 * known, and nothing is sent until one is chosen (`keepMine`, `clear`).
 */
export function useTyping<Typed>({
  school,
  form,
  onHub,
  version,
  isSame,
}: {
  readonly school: Pick<SchoolHere, 'subject' | 'code'>;
  readonly form: string;
  readonly onHub: Typed;
  readonly version: number;
  readonly isSame: (left: Typed, right: Typed) => boolean;
}) {
  const { content, change, clear } = useKept<Kept<Typed>>(school, form, untouched);
  const isMine = content.typed !== null && !isSame(content.typed, onHub);
  const expectedVersion = isMine ? content.version : version;
  return {
    typed: content.typed ?? onHub,
    isTouched: content.typed !== null,
    /** Something is typed that the hub does not have. */
    isMine,
    isConflict: isMine && content.version !== version,
    expectedVersion,
    type: (by: Typed): void => change({ typed: by, version: expectedVersion }),
    keepMine: (): void => change({ version }),
    clear,
  };
}
