import { useState } from 'react';

import { day } from '../format/date.js';
import { Ask } from '../forms/Ask.js';
import { Confirm } from '../forms/Confirm.js';
import { whyNot } from '../forms/Refusal.js';
import {
  ApproveCertificateDocument,
  RejectCertificateDocument,
  type InboxQuery,
} from '../generated/graphql.js';
import type { Problem } from '../graph/problem.js';
import { useSend, type Sent } from '../graph/useSend.js';
import { useTexts } from '../texts/index.js';
import { inboxTexts } from './texts.js';
import { EvidenceLinks, Waiting } from './Waiting.js';
import { WorkList } from './WorkList.js';

type Row = InboxQuery['readinessInbox']['certificatesToApprove'][number];

interface CertificatesProps {
  readonly rows: readonly Row[];
  readonly refresh: () => Promise<boolean>;
  readonly onDone: (said: string) => void;
}

/** Certificates of schools that are registered: approved or rejected one by one, each by itself. */
export function Certificates({ rows, refresh, onDone }: CertificatesProps) {
  const texts = useTexts(inboxTexts);
  const { send: approve } = useSend(ApproveCertificateDocument);
  const { send: reject } = useSend(RejectCertificateDocument);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<{ kind: 'approve' | 'reject'; rows: readonly Row[] } | null>(null);
  const nameOf = ({ school, certificate }: Row): string =>
    `${school.name ?? school.code}: ${texts.certificate(certificate.serial, certificate.issuer)}`;

  async function each(
    on: readonly Row[],
    deed: (id: string) => Promise<Sent<unknown> | null>,
    said: (count: number) => string,
  ): Promise<Problem | null> {
    let count = 0;
    let refused: Problem | null = null;
    for (const { certificate } of on) {
      refused = whyNot(await deed(certificate.id));
      if (refused !== null) break;
      count++;
    }
    if (count > 0) {
      setSelected(new Set());
      onDone(said(count));
    }
    void refresh();
    return refused;
  }

  return (
    <>
      <WorkList
        label={texts.certificates}
        rows={rows}
        keyOf={({ certificate }) => certificate.id}
        nameOf={nameOf}
        selected={selected}
        onSelect={setSelected}
        yes={{ said: texts.approve, run: (on) => setAsked({ kind: 'approve', rows: on }) }}
        no={{ said: texts.reject, run: (on) => setAsked({ kind: 'reject', rows: on }) }}
      >
        {({ school, certificate, waitingDays }) => (
          <Waiting
            school={school}
            days={waitingDays}
            title={texts.certificate(certificate.serial, certificate.issuer)}
          >
            <span>{certificate.kind === 'USB_TOKEN' ? texts.token : texts.remote}</span>
            <span className="figures">
              {texts.validity(day(certificate.validFrom), day(certificate.validTo))}
            </span>
            <EvidenceLinks evidence={certificate.evidence} />
          </Waiting>
        )}
      </WorkList>
      {asked?.kind === 'approve' && (
        <Confirm
          title={texts.approveTitle(asked.rows.length)}
          submit={texts.approve}
          lead={texts.approveWhy}
          about={asked.rows.map(nameOf)}
          onSubmit={() => each(asked.rows, (id) => approve({ id }), texts.approved)}
          onClose={() => setAsked(null)}
        />
      )}
      {asked?.kind === 'reject' && (
        <Ask
          title={texts.rejectTitle(asked.rows.length)}
          submit={texts.reject}
          label={texts.reason}
          hint={texts.reasonHint}
          isRequired
          isGrave
          about={asked.rows.map(nameOf)}
          onSubmit={(reason) => each(asked.rows, (id) => reject({ id, reason }), texts.rejected)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
