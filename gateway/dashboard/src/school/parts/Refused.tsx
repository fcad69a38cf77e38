import { describe, type Problem } from '../../graph/problem.js';
import { bilingual, useTexts } from '../../texts/index.js';

const words = bilingual({
  vi: {
    VERSION_CONFLICT: 'Người khác vừa thay đổi nội dung này. Hãy xem lại rồi lưu lần nữa.',
    INVALID_TRANSITION: 'Trạng thái hiện tại không cho phép việc này.',
    NOT_FOUND: 'Nội dung này không còn nữa.',
    unsent: 'Chưa biết đã tới nơi hay chưa: mạng bị ngắt. Nội dung vẫn được giữ ở đây.',
    expected: (what: string): string => `Hệ thống cần: ${what}`,
  },
  en: {
    VERSION_CONFLICT: 'Somebody else has just changed this. Look at it again, then save once more.',
    INVALID_TRANSITION: 'Its state does not allow this.',
    NOT_FOUND: 'This is no longer there.',
    unsent: 'Whether it has arrived is not known: the network failed. What you typed is still here.',
    expected: (what: string): string => `The hub expects: ${what}`,
  },
});

/** Why what was sent was not taken, and what to do; nothing while there is no problem. */
export function Refused({ problem }: { problem: Problem | null }) {
  const shared = useTexts();
  const texts = useTexts(words);
  if (problem === null) return null;
  const error = problem.errors[0];
  const code = error?.extensions?.['code'];
  const expected = error?.extensions?.['expected'];
  return (
    <div className="notice notice-bad" role="alert">
      <p>
        {problem.kind === 'unreachable'
          ? texts.unsent
          : code === 'VERSION_CONFLICT' || code === 'INVALID_TRANSITION' || code === 'NOT_FOUND'
            ? texts[code]
            : `${describe(problem, shared)}.`}
        {typeof expected === 'string' && <span className="refused-fact"> {texts.expected(expected)}</span>}
      </p>
    </div>
  );
}

/** The field that the hub blames, without what stands before its last dot; null where it blames none. */
export function blamedField(problem: Problem | null): string | null {
  const field = problem?.errors[0]?.extensions?.['field'];
  return typeof field === 'string' ? (field.split('.').at(-1) ?? null) : null;
}
