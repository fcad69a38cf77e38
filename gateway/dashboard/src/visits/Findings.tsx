import { difficultyWords } from '../difficulties/words.js';
import { Select, TextBlock } from '../forms/Fields.js';
import {
  ChecklistChoicesDocument,
  type DifficultyCategory,
  type DifficultySeverity,
  type FindingOutcome,
} from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useTexts } from '../texts/index.js';
import { visitTexts } from './texts.js';

/** A finding as it is typed; `key` keeps its fields in place while others are removed. */
export interface Finding {
  readonly key: number;
  readonly text: string;
  readonly severity: DifficultySeverity;
  readonly becomes: FindingOutcome;
  readonly item: string;
  readonly category: DifficultyCategory;
}

const MOST = 50;

interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly onChange: (findings: readonly Finding[]) => void;
}

/** What was found at the school, and what follows from each: an item reopened, a difficulty opened, or a note. */
export function Findings({ findings, onChange }: FindingsProps) {
  const texts = useTexts(visitTexts);
  const change = (key: number, by: Partial<Finding>): void =>
    onChange(findings.map((finding) => (finding.key === key ? { ...finding, ...by } : finding)));
  return (
    <div className="findings">
      {findings.map((finding, index) => (
        <FindingFields
          key={finding.key}
          number={index + 1}
          finding={finding}
          onChange={(by) => change(finding.key, by)}
          onRemove={() => onChange(findings.filter(({ key }) => key !== finding.key))}
        />
      ))}
      {findings.length < MOST && (
        <button
          type="button"
          className="button"
          onClick={() => onChange([...findings, { ...empty, key: (findings.at(-1)?.key ?? 0) + 1 }])}
        >
          + {texts.addFinding}
        </button>
      )}
    </div>
  );
}

const empty = { text: '', severity: 'MINOR', becomes: 'NOTE', item: '', category: 'OTHER' } as const;

interface FindingFieldsProps {
  readonly number: number;
  readonly finding: Finding;
  readonly onChange: (by: Partial<Finding>) => void;
  readonly onRemove: () => void;
}

function FindingFields({ number, finding, onChange, onRemove }: FindingFieldsProps) {
  const shared = useTexts();
  const texts = useTexts(visitTexts);
  const words = useTexts(difficultyWords);
  const { data } = usePart(ChecklistChoicesDocument, {});
  const items = data?.checklistTemplate?.items ?? [];
  return (
    <fieldset className="finding">
      <legend>{texts.finding(number)}</legend>
      <TextBlock
        label={texts.findingText}
        isRequired
        rows={2}
        value={finding.text}
        onChange={(text) => onChange({ text })}
      />
      <div className="field-row">
        <Select
          label={texts.severity}
          isRequired
          value={finding.severity}
          choices={choicesOf(words.severity)}
          onChange={(severity) => onChange({ severity })}
        />
        <Select
          label={texts.becomes}
          isRequired
          value={finding.becomes}
          choices={choicesOf(texts.outcome)}
          onChange={(becomes) => onChange({ becomes })}
        />
        {finding.becomes === 'ITEM' && (
          <Select
            label={texts.item}
            isRequired
            value={finding.item}
            choices={[
              { value: '', said: '' },
              ...items.map(({ id, clause, titleVi, titleEn }) => ({
                value: id,
                said: `${shared.pick(titleVi, titleEn)} (${clause})`,
              })),
            ]}
            onChange={(item) => onChange({ item })}
          />
        )}
        {finding.becomes === 'DIFFICULTY' && (
          <Select
            label={texts.category}
            isRequired
            value={finding.category}
            choices={choicesOf(words.category)}
            onChange={(category) => onChange({ category })}
          />
        )}
      </div>
      <button type="button" className="button-link finding-remove" onClick={onRemove}>
        {texts.removeFinding(number)}
      </button>
    </fieldset>
  );
}

function choicesOf<Value extends string>(words: Record<Value, string>): { value: Value; said: string }[] {
  return (Object.entries(words) as [Value, string][]).map(([value, said]) => ({ value, said }));
}
