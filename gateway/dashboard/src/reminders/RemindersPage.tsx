import { useState, type SubmitEvent } from 'react';
import { useSearchParams } from 'react-router';

import '../forms/forms.css';
import '../forms/lists.css';
import './reminders.css';
import { Select, TextBlock } from '../forms/Fields.js';
import { Refusal, whyNot } from '../forms/Refusal.js';
import { formTexts } from '../forms/texts.js';
import {
  RuleChoicesDocument,
  SendRemindersDocument,
  type ComplianceStatus,
  type SendRemindersInput,
  type SendRemindersMutation,
} from '../generated/graphql.js';
import type { Problem } from '../graph/problem.js';
import { usePart } from '../graph/usePart.js';
import { useSend } from '../graph/useSend.js';
import { Panel } from '../parts/Panel.js';
import { PartNotice } from '../parts/PartNotice.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { Letters } from './Letters.js';
import { reminderTexts } from './texts.js';

const statuses: readonly ComplianceStatus[] = ['LATE', 'AT_RISK', 'UNKNOWN', 'COMPLIANT'];

interface Preview {
  /** The choice that it shows the letters of; another choice needs another preview. */
  readonly of: string;
  readonly answer: SendRemindersMutation['sendReminders'];
}

/** Reminders: chosen, read as they will be read, and only then sent. */
export function RemindersPage() {
  const shared = useTexts();
  const texts = useTexts(reminderTexts);
  const { sending } = useTexts(formTexts);
  const [params, setParams] = useSearchParams();
  const schools = (params.get('truong') ?? '').split(',').filter((code) => code !== '');
  const choices = usePart(RuleChoicesDocument, {});
  const { send } = useSend(SendRemindersDocument);
  const [status, setStatus] = useState<readonly ComplianceStatus[]>(schools.length > 0 ? [] : ['LATE']);
  const [rule, setRule] = useState(params.get('tieu-chi') ?? '');
  const [ward, setWard] = useState('');
  const [note, setNote] = useState('');
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [running, setRunning] = useState<'preview' | 'send' | null>(null);
  const [done, setDone] = useState('');

  const input: SendRemindersInput = {
    filter: {
      status: status.length === 0 ? null : [...status],
      rule: rule === '' ? null : rule,
      ward: ward === '' ? null : [ward],
      school: schools.length === 0 ? null : schools,
    },
    note: note.trim() === '' ? null : note.trim(),
    dryRun: true,
  };
  const key = JSON.stringify(input);
  const isFresh = preview?.of === key;
  const reminders = preview?.answer.reminders ?? [];
  const toSend = reminders.filter(({ alreadySent }) => !alreadySent).length;

  async function run(dryRun: boolean): Promise<void> {
    if (running !== null) return;
    setRunning(dryRun ? 'preview' : 'send');
    setProblem(null);
    setDone('');
    const sent = await send({ input: { ...input, dryRun } });
    setRunning(null);
    setProblem(whyNot(sent));
    if (sent?.data == null) return;
    setPreview({ of: key, answer: sent.data.sendReminders });
    if (!dryRun) setDone(texts.sent(sent.data.sendReminders.sent));
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void run(true);
  }

  return (
    <>
      <PageHead title={texts.title} lead={texts.lead} />
      <div className="remind">
        <Panel title={texts.whom} area="whom">
          <PartNotice part={choices} />
          <form className="dialog-fields" onSubmit={submit}>
            <fieldset className="ticks">
              <legend>{texts.status}</legend>
              {statuses.map((one) => (
                <label key={one}>
                  <input
                    type="checkbox"
                    checked={status.includes(one)}
                    onChange={(event) =>
                      setStatus(
                        event.target.checked ? [...status, one] : status.filter((other) => other !== one),
                      )
                    }
                  />
                  {shared.status[one]}
                </label>
              ))}
              <p className="field-hint">{texts.anyStatus}</p>
            </fieldset>
            <Select
              label={texts.rule}
              value={rule}
              choices={[
                { value: '', said: texts.anyRule },
                ...(choices.data?.complianceRules ?? []).map(({ id, titleVi, titleEn, clause }) => ({
                  value: id,
                  said: `${id} · ${shared.pick(titleVi, titleEn)} (${clause})`,
                })),
              ]}
              onChange={setRule}
            />
            <Select
              label={texts.ward}
              value={ward}
              choices={[
                { value: '', said: texts.anyWard },
                ...(choices.data?.district?.wards ?? []).map(({ code, name }) => ({
                  value: code,
                  said: name ?? code,
                })),
              ]}
              onChange={setWard}
            />
            {schools.length > 0 && (
              <p className="figures">
                {texts.schools(schools.length)}{' '}
                <button
                  type="button"
                  className="button-link"
                  onClick={() => setParams({}, { replace: true })}
                >
                  {texts.dropSchools}
                </button>
              </p>
            )}
            <TextBlock label={texts.note} value={note} onChange={setNote} />
            <Refusal problem={problem} />
            <button type="submit" className="button button-main" aria-disabled={running !== null}>
              {running === 'preview' ? sending : texts.preview}
            </button>
          </form>
        </Panel>
        <Panel title={texts.letters} area="letters">
          <output className={done === '' ? 'only-heard' : 'notice notice-plain done'}>{done}</output>
          {preview === null && <p className="empty">{texts.before}</p>}
          {preview !== null && !isFresh && <p className="notice notice-warn">{texts.changed}</p>}
          {preview !== null && isFresh && (
            <>
              <p className="forward-bar figures">
                <output>
                  {texts.result(reminders.length, new Set(reminders.map(({ school }) => school.code)).size)}
                </output>
                {done === '' && toSend > 0 && (
                  <button
                    type="button"
                    className="button button-main button-small"
                    aria-disabled={running !== null}
                    onClick={() => void run(false)}
                  >
                    {running === 'send' ? sending : texts.send(toSend)}
                  </button>
                )}
              </p>
              <Letters reminders={reminders} />
            </>
          )}
        </Panel>
      </div>
    </>
  );
}
