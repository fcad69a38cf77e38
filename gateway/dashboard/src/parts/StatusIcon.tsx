import type { ComplianceStatus } from '../generated/graphql.js';

/** Each status has its own shape, so that colour is never the only sign. */
export function StatusIcon({ status }: { status: ComplianceStatus }) {
  return (
    <svg className="status-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path className="status-icon-ground" d={grounds[status]} />
      <path className="status-icon-sign" d={signs[status]} />
    </svg>
  );
}

const circle = 'M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8z';

const grounds: Record<ComplianceStatus, string> = {
  COMPLIANT: circle,
  AT_RISK:
    'M8 1.2c.5 0 1 .3 1.3.8l6 10.8c.5 1-.1 2.2-1.3 2.2H2c-1.2 0-1.8-1.2-1.3-2.2l6-10.8c.3-.5.8-.8 1.3-.8z',
  LATE: 'M3 1h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2z',
  UNKNOWN: circle,
  EXCLUDED: circle,
};

const signs: Record<ComplianceStatus, string> = {
  COMPLIANT: 'm4.8 8.3 2.2 2.2 4.3-4.6',
  AT_RISK: 'M8 6v3.6M8 12v.2',
  LATE: 'M8 4.2v4.6M8 11.6v.2',
  UNKNOWN: 'M6.2 6.2c.1-2.3 3.7-2.2 3.6 0-.1 1.3-1.8 1.3-1.8 2.7M8 11.4v.2',
  EXCLUDED: 'M5 8h6',
};
