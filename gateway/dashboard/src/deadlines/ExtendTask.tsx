import { useState } from 'react';

import { day, localDay } from '../format/date.js';
import { DayField } from '../forms/DayField.js';
import { TextBlock } from '../forms/Fields.js';
import { FormDialog } from '../forms/FormDialog.js';
import { whyNot } from '../forms/Refusal.js';
import { ExtendTaskDocument, type DeadlinesQuery } from '../generated/graphql.js';
import { useSend } from '../graph/useSend.js';
import { endOfDay } from '../season/day.js';
import { useTexts } from '../texts/index.js';
import { deadlineTexts } from './texts.js';

export type Task = DeadlinesQuery['timeline']['tasks'][number];

interface ExtendTaskProps {
  readonly task: Task;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Gives a task of the plan more time; its planned date stays. */
export function ExtendTask({ task, onDone, onClose }: ExtendTaskProps) {
  const texts = useTexts(deadlineTexts);
  const { send: extend } = useSend(ExtendTaskDocument);
  const inForce = localDay(new Date(task.due));
  const [to, setTo] = useState(inForce);
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={texts.extendTask(task.id)}
      submit={texts.extend}
      onClose={onClose}
      onSubmit={async () => {
        const problem = whyNot(
          await extend({ input: { task: task.id, to: endOfDay(to), reason: reason.trim() } }),
        );
        if (problem === null) onDone();
        return problem;
      }}
    >
      <p className="figures">{texts.now(day(task.due), day(task.originalDue))}</p>
      <DayField label={texts.to} value={to} min={inForce} onChange={setTo} />
      <TextBlock label={texts.reason} isRequired value={reason} onChange={setReason} />
    </FormDialog>
  );
}
