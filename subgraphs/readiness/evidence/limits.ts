/** The largest file, in bytes: a scanned decision of some twenty pages fits, a film does not. */
export const MAX_BYTES = 20 * 1024 * 1024;
/** How long an upload may begin after it was announced. */
export const UPLOAD_LIFETIME_MS = 15 * 60_000;
/** How long a link to a file opens it. */
export const DOWNLOAD_LIFETIME_MS = 5 * 60_000;
/** How long an upload that began in time may take before its announcement is swept. */
export const UPLOAD_GRACE_MS = 15 * 60_000;
/** Uploads that a school may have announced and not finished. */
export const MAX_PENDING = 20;
/** Files for one item, certificate, working group or activity. */
export const MAX_VERSIONS = 50;
