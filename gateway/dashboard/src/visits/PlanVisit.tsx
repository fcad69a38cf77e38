import { useState } from 'react';

import { localDay } from '../format/date.js';
import { DayField } from '../forms/DayField.js';
import { TextBlock, TextLine } from '../forms/Fields.js';
import { FormDialog } from '../forms/FormDialog.js';
import { whyNot } from '../forms/Refusal.js';
import { SchoolPicker, type PickedSchool } from '../forms/SchoolPicker.js';
import { PlanVisitDocument } from '../generated/graphql.js';
import { useSend } from '../graph/useSend.js';
import { useNow } from '../session/MeProvider.js';
import { useTexts } from '../texts/index.js';
import { visitTexts } from './texts.js';

interface PlanVisitProps {
  readonly school: PickedSchool | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Plans a visit to a school, from today on. */
export function PlanVisit({ school, onDone, onClose }: PlanVisitProps) {
  const texts = useTexts(visitTexts);
  const { send: plan } = useSend(PlanVisitDocument);
  const today = localDay(useNow());
  const [picked, setPicked] = useState(school);
  const [plannedOn, setPlannedOn] = useState(today);
  const [inspector, setInspector] = useState('');
  const [purpose, setPurpose] = useState('');

  return (
    <FormDialog
      title={school === null ? texts.plan : texts.planHere(school.name)}
      submit={texts.planShort}
      onClose={onClose}
      onSubmit={async () => {
        const problem = whyNot(
          await plan({
            input: {
              school: picked?.code ?? '',
              plannedOn,
              inspector: orNull(inspector),
              purpose: orNull(purpose),
            },
          }),
        );
        if (problem === null) onDone();
        return problem;
      }}
    >
      {school === null && <SchoolPicker picked={picked} onPick={setPicked} />}
      <DayField label={texts.plannedDay} value={plannedOn} min={today} onChange={setPlannedOn} />
      <TextLine
        label={texts.inspector}
        hint={texts.inspectorHint}
        maxLength={200}
        value={inspector}
        onChange={setInspector}
      />
      <TextBlock label={texts.purpose} value={purpose} onChange={setPurpose} />
    </FormDialog>
  );
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
