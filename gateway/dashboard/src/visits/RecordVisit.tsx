import { useState } from 'react';

import { localDay } from '../format/date.js';
import { DayField } from '../forms/DayField.js';
import { TextBlock } from '../forms/Fields.js';
import { FormDialog } from '../forms/FormDialog.js';
import { whyNot } from '../forms/Refusal.js';
import { SchoolPicker, type PickedSchool } from '../forms/SchoolPicker.js';
import { RecordVisitDocument, type VisitRowFragment } from '../generated/graphql.js';
import { useSend } from '../graph/useSend.js';
import { useNow } from '../session/MeProvider.js';
import { useTexts } from '../texts/index.js';
import { Findings, type Finding } from './Findings.js';
import { visitTexts } from './texts.js';

interface RecordVisitProps {
  /** The planned visit, or the one that lacks its report; null for one that nobody planned. */
  readonly visit: VisitRowFragment | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Records what a visit found. Findings are recorded once, with the visit; its report may follow. */
export function RecordVisit({ visit, onDone, onClose }: RecordVisitProps) {
  const texts = useTexts(visitTexts);
  const { send: record } = useSend(RecordVisitDocument);
  const today = localDay(useNow());
  const [picked, setPicked] = useState<PickedSchool | null>(
    visit === null ? null : { code: visit.school.code, name: visit.school.name ?? visit.school.code },
  );
  const [doneOn, setDoneOn] = useState(visit?.doneOn ?? today);
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const [report, setReport] = useState('');
  const isReportOnly = visit?.state === 'DONE';

  return (
    <FormDialog
      isWide
      title={visit === null ? texts.recordUnplanned : texts.recordHere(picked?.name ?? '')}
      submit={texts.save}
      onClose={onClose}
      onSubmit={async () => {
        const problem = whyNot(
          await record({
            input: {
              id: visit?.id ?? null,
              school: picked?.code ?? '',
              doneOn,
              findings: findings.map(({ text, severity, becomes, item, category }) => ({
                text: text.trim(),
                severity,
                becomes,
                item: becomes === 'ITEM' ? item : null,
                category: becomes === 'DIFFICULTY' ? category : null,
              })),
              report: report.trim() === '' ? null : report.trim(),
            },
          }),
        );
        if (problem === null) onDone();
        return problem;
      }}
    >
      {visit === null && <SchoolPicker picked={picked} onPick={setPicked} />}
      {!isReportOnly && <DayField label={texts.doneDay} value={doneOn} max={today} onChange={setDoneOn} />}
      {!isReportOnly && <Findings findings={findings} onChange={setFindings} />}
      <TextBlock
        label={texts.report}
        hint={isReportOnly ? undefined : texts.reportHint}
        isRequired={isReportOnly}
        rows={5}
        maxLength={20_000}
        value={report}
        onChange={setReport}
      />
    </FormDialog>
  );
}
