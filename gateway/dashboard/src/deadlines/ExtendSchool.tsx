import { useState } from 'react';

import { day, localDay } from '../format/date.js';
import { DayField } from '../forms/DayField.js';
import { Select, TextBlock } from '../forms/Fields.js';
import { FormDialog } from '../forms/FormDialog.js';
import { whyNot } from '../forms/Refusal.js';
import { SchoolPicker, type PickedSchool } from '../forms/SchoolPicker.js';
import {
  ExtendDeadlineDocument,
  SchoolDeadlinesDocument,
  type DeadlinesQuery,
} from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useSend } from '../graph/useSend.js';
import { endOfDay } from '../season/day.js';
import { useNow } from '../session/MeProvider.js';
import { useTexts } from '../texts/index.js';
import { deadlineTexts } from './texts.js';

interface ExtendSchoolProps {
  readonly rules: DeadlinesQuery['complianceRules'];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Gives one school more time for one requirement; shows the deadline in force before it is moved. */
export function ExtendSchool({ rules, onDone, onClose }: ExtendSchoolProps) {
  const shared = useTexts();
  const texts = useTexts(deadlineTexts);
  const { send: extend } = useSend(ExtendDeadlineDocument);
  const today = localDay(useNow());
  const [school, setSchool] = useState<PickedSchool | null>(null);
  const [rule, setRule] = useState(rules[0]?.id ?? '');
  const [to, setTo] = useState(today);
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={texts.extendSchool}
      submit={texts.extend}
      onClose={onClose}
      onSubmit={async () => {
        const problem = whyNot(
          await extend({
            input: { school: school?.code ?? '', rule, to: endOfDay(to), reason: reason.trim() },
          }),
        );
        if (problem === null) onDone();
        return problem;
      }}
    >
      <SchoolPicker picked={school} onPick={setSchool} />
      <Select
        label={texts.rule}
        isRequired
        value={rule}
        choices={rules.map(({ id, titleVi, titleEn }) => ({
          value: id,
          said: `${id} · ${shared.pick(titleVi, titleEn)}`,
        }))}
        onChange={setRule}
      />
      {school !== null && <InForce school={school.code} rule={rule} />}
      <DayField label={texts.to} value={to} min={today} onChange={setTo} />
      <TextBlock label={texts.reason} isRequired value={reason} onChange={setReason} />
    </FormDialog>
  );
}

function InForce({ school, rule }: { school: string; rule: string }) {
  const texts = useTexts(deadlineTexts);
  const { data } = usePart(SchoolDeadlinesDocument, { school });
  const line = data?.school?.compliance?.lines.find((one) => one.rule === rule);
  if (line === undefined) return null;
  return (
    <output className="figures">
      {texts.now(day(line.due), day(line.originalDue))}. {line.state === 'MET' && texts.met}
    </output>
  );
}
