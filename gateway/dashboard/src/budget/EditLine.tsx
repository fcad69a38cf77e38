import { useState } from 'react';

import { Select, TextBlock, TextLine } from '../forms/Fields.js';
import { FormDialog } from '../forms/FormDialog.js';
import { whyNot } from '../forms/Refusal.js';
import { SchoolPicker, type PickedSchool } from '../forms/SchoolPicker.js';
import { SetBudgetLineDocument, type BudgetQuery, type BudgetSource } from '../generated/graphql.js';
import { useSend } from '../graph/useSend.js';
import { useTexts } from '../texts/index.js';
import { budgetTexts } from './texts.js';

export type BudgetLine = BudgetQuery['budget']['lines'][number];

interface EditLineProps {
  /** The line as it was read; null for a new one. */
  readonly line: BudgetLine | null;
  /** Called with what the hub warns of. */
  readonly onDone: (warnings: readonly string[]) => void;
  readonly onRefused: () => void;
  readonly onClose: () => void;
}

/** Writes a line of the budget, by the version that was read: nobody overwrites what another wrote meanwhile. */
export function EditLine({ line, onDone, onRefused, onClose }: EditLineProps) {
  const texts = useTexts(budgetTexts);
  const { send: save } = useSend(SetBudgetLineDocument);
  const [source, setSource] = useState<BudgetSource>(line?.source ?? 'STATE_BUDGET');
  const [activity, setActivity] = useState(line?.activity ?? '');
  const [planned, setPlanned] = useState(String(line?.planned ?? ''));
  const [spent, setSpent] = useState(String(line?.spent ?? '0'));
  const [note, setNote] = useState(line?.note ?? '');
  const [isOfSchool, setOfSchool] = useState(false);
  const [school, setSchool] = useState<PickedSchool | null>(null);
  return (
    <FormDialog
      title={line === null ? texts.add : texts.editLine(line.activity)}
      submit={texts.save}
      onClose={onClose}
      onSubmit={async () => {
        const saved = await save({
          expectedVersion: line?.version ?? 0,
          input: {
            id: line?.id ?? null,
            school: line === null ? (isOfSchool ? (school?.code ?? '') : null) : (line.school?.code ?? null),
            source,
            activity: activity.trim(),
            planned: digits(planned),
            spent: digits(spent),
            note: note.trim() === '' ? null : note.trim(),
          },
        });
        if (saved?.data != null) onDone(saved.data.setBudgetLine.warnings);
        else onRefused();
        return whyNot(saved);
      }}
    >
      {line === null && (
        <label className="tick">
          <input
            type="checkbox"
            checked={isOfSchool}
            onChange={(event) => setOfSchool(event.target.checked)}
          />
          {texts.forSchool}
        </label>
      )}
      {line === null && isOfSchool && <SchoolPicker picked={school} onPick={setSchool} />}
      <Select
        label={texts.sourceLabel}
        isRequired
        value={source}
        choices={(Object.entries(texts.source) as [BudgetSource, string][]).map(([value, said]) => ({
          value,
          said,
        }))}
        onChange={setSource}
      />
      <TextLine label={texts.activity} isRequired value={activity} onChange={setActivity} />
      <div className="field-row">
        <Dong label={texts.planned} value={planned} onChange={setPlanned} />
        <Dong label={texts.spent} value={spent} onChange={setSpent} />
      </div>
      <TextBlock label={texts.note} rows={2} value={note} onChange={setNote} />
    </FormDialog>
  );
}

/** An amount as it is typed, with its thousands apart as soon as it is digits. */
function Dong({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const shared = useTexts();
  const texts = useTexts(budgetTexts);
  const number = digits(value);
  const isWrong = value !== '' && !/^\d+$/.test(number);
  return (
    <TextLine
      label={label}
      isRequired
      inputMode="numeric"
      maxLength={24}
      hint={isWrong ? texts.dongWrong : number === '' ? texts.dongHint : `${shared.number(Number(number))} đ`}
      value={value}
      onChange={onChange}
    />
  );
}

/** People group thousands by points, commas or spaces; the hub takes digits, and refuses what else is left. */
const digits = (typed: string): string => typed.replaceAll(/[\s.,]/g, '');
