import type { EvidenceRow } from '../rows/evidence.js';
import type { Evidence } from '../types/evidence.js';

export function toEvidence(row: EvidenceRow): Evidence {
  const { id, school, state, fileName, version, mime, sha256, note } = row;
  return {
    id,
    school,
    state,
    fileName,
    version,
    mime,
    sha256,
    note,
    size: row.size ?? row.declaredSize,
    uploader: row.uploadedBy,
    uploadedAt: row.storedAt === null ? null : new Date(row.storedAt),
  };
}
