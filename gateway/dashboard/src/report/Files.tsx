import { useState } from 'react';
import { Link } from 'react-router';
import { useClient } from 'urql';

import { localDay } from '../format/date.js';
import { DayField } from '../forms/DayField.js';
import { Refusal } from '../forms/Refusal.js';
import { Segments } from '../forms/Segments.js';
import { ExportReportDocument, type ReportFormat } from '../generated/graphql.js';
import { problemOf, type Problem } from '../graph/problem.js';
import { Panel } from '../parts/Panel.js';
import { endOfDay } from '../season/day.js';
import { useNow } from '../session/MeProvider.js';
import { useTexts } from '../texts/index.js';
import { bytesOf, saveFile } from './saveFile.js';
import { reportTexts } from './texts.js';

interface Saved {
  readonly name: string;
  readonly size: number;
  readonly checksum: string;
}

/** The progress report as files and as paper, of now or of the end of a past day. */
export function Files() {
  const shared = useTexts();
  const texts = useTexts(reportTexts);
  const client = useClient();
  const today = localDay(useNow());
  const [when, setWhen] = useState<'now' | 'day'>('now');
  const [day, setDay] = useState(today);
  const [running, setRunning] = useState<ReportFormat | null>(null);
  const [saved, setSaved] = useState<Saved | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  // The end of today lies in the future: today's figures are those of now.
  const asOf = when === 'now' || day >= today || day === '' ? null : endOfDay(day);

  async function download(format: ReportFormat): Promise<void> {
    if (running !== null) return;
    setRunning(format);
    setProblem(null);
    setSaved(null);
    const { data, error } = await client
      .query(ExportReportDocument, { input: { kind: 'CITY_PROGRESS', format, asOf } })
      .toPromise();
    setRunning(null);
    setProblem(problemOf(error));
    if (data == null) return;
    const { fileName, mime, content, size, checksum } = data.exportReport;
    saveFile({ fileName, mime, bytes: bytesOf(content) });
    setSaved({ name: fileName, size, checksum });
  }

  return (
    <Panel title={texts.files} area="files">
      <p className="words">{texts.filesWhy}</p>
      <div className="report-when">
        <Segments
          label={texts.when}
          choices={[
            { value: 'now', said: texts.atNow },
            { value: 'day', said: texts.atDay },
          ]}
          chosen={when}
          onChoose={setWhen}
        />
        {when === 'day' && <DayField label={texts.asOf} value={day} max={today} onChange={setDay} />}
      </div>
      <Refusal problem={problem} />
      <div className="row-deeds">
        {(['XLSX', 'CSV'] as const).map((format) => (
          <button
            key={format}
            type="button"
            className="button button-main"
            aria-disabled={running !== null}
            onClick={() => void download(format)}
          >
            {running === format ? texts.making : format === 'XLSX' ? texts.xlsx : texts.csv}
          </button>
        ))}
        <Link
          className="button"
          to={asOf === null ? '/print/report' : `/print/report?luc=${encodeURIComponent(asOf)}`}
        >
          {texts.print}
        </Link>
      </div>
      <output className={saved === null ? 'only-heard' : 'report-saved'}>
        {saved !== null && (
          <>
            {texts.ready(saved.name, texts.kilobytes(shared.number(Math.ceil(saved.size / 1024))))}{' '}
            {texts.checksum}: <code className="checksum">{saved.checksum}</code>
          </>
        )}
      </output>
    </Panel>
  );
}
