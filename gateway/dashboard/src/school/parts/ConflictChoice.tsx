interface ConflictChoiceProps {
  readonly words: {
    readonly title: string;
    readonly lead: string;
    readonly mine: string;
    readonly theirs: string;
  };
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Says that somebody else was faster, and asks which of the two stays. */
export function ConflictChoice({ words, onMine, onTheirs }: ConflictChoiceProps) {
  return (
    <div className="conflict" role="alert">
      <p>
        <strong>{words.title}.</strong> {words.lead}
      </p>
      <p className="form-buttons">
        <button type="button" className="button button-main" onClick={onMine}>
          {words.mine}
        </button>
        <button type="button" className="button" onClick={onTheirs}>
          {words.theirs}
        </button>
      </p>
    </div>
  );
}
