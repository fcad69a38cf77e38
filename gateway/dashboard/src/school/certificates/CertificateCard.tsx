import { day } from '../../format/date.js';
import { RegisterCertificateDocument, type CertificateCardFragment } from '../../generated/graphql.js';
import { useSend } from '../../graph/useSend.js';
import { useTexts } from '../../texts/index.js';
import { EvidenceBox } from '../evidence/EvidenceBox.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { Refused } from '../parts/Refused.js';
import { certificateWords } from './texts.js';

interface CertificateCardProps {
  readonly certificate: CertificateCardFragment;
  readonly school: SchoolHere;
  readonly onChanged: () => void;
}

/** One certificate: where it stands with the office, and what is left to do for it. */
export function CertificateCard({ certificate, school, onChanged }: CertificateCardProps) {
  const words = useTexts(certificateWords);
  const { send, isSending, problem } = useSend(RegisterCertificateDocument);
  const { id, serial, state, isValid, reason, evidence } = certificate;

  async function register(): Promise<void> {
    const sent = await send({ id });
    if (sent?.data != null) onChanged();
  }

  return (
    <li className={`panel certificate certificate-${state}`} data-certificate={serial} data-state={state}>
      <div className="panel-head">
        <h2>{serial}</h2>
        <span className={`state-tag state-tag-${toneOf(state)}`}>{words.state[state]}</span>
      </div>
      <dl className="facts">
        <div>
          <dt>{words.issuer}</dt>
          <dd>
            {certificate.issuer} · {words.kinds[certificate.kind]}
          </dd>
        </div>
        <div>
          <dt>{words.validFrom}</dt>
          <dd>
            {words.range(day(certificate.validFrom), day(certificate.validTo))}
            {state === 'APPROVED' && ` · ${isValid ? words.valid : words.notValid}`}
          </dd>
        </div>
        {reason !== null && (
          <div>
            <dt>{words.reason}</dt>
            <dd>
              <blockquote lang="vi">{reason}</blockquote>
            </dd>
          </div>
        )}
      </dl>
      {evidence !== null && (
        <EvidenceBox
          files={evidence}
          target={{ school: school.code, reference: { kind: 'CERTIFICATE', id } }}
          subject="chung-thu"
          about={serial}
          mayAdd={school.mayEdit}
          isOpen
          onStored={onChanged}
        />
      )}
      <Refused problem={problem} />
      {state === 'DECLARED' && school.mayEdit && (
        <button
          type="button"
          className="button button-main"
          disabled={isSending}
          onClick={() => void register()}
        >
          {words.register}
          <span className="only-heard">{words.registerAbout(serial)}</span>
        </button>
      )}
    </li>
  );
}

function toneOf(state: CertificateCardFragment['state']): 'good' | 'warn' | 'bad' {
  switch (state) {
    case 'APPROVED':
      return 'good';
    case 'DECLARED':
    case 'REGISTERED':
      return 'warn';
    case 'REJECTED':
    case 'REVOKED':
    case 'EXPIRED':
      return 'bad';
    default:
      return state satisfies never;
  }
}
