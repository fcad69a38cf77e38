import type { ComplianceStatus } from '../generated/graphql.js';
import { useTexts } from '../texts/index.js';
import { StatusIcon } from './StatusIcon.js';

export function StatusBadge({ status }: { status: ComplianceStatus }) {
  const texts = useTexts();
  return (
    <span className={`status-badge tone-${status}`} title={texts.statusWhy[status]}>
      <StatusIcon status={status} />
      {texts.status[status]}
    </span>
  );
}
