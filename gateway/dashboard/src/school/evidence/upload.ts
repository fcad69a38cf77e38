import type { AttachEvidenceMutation } from '../../generated/graphql.js';

export type Announced = AttachEvidenceMutation['attachEvidence'];

/** How an upload ended; `refused` with the hub's code, for example BAD_USER_INPUT where the bytes are not what the name says. */
export type Uploaded =
  | { readonly kind: 'stored' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly code: string };

/**
 * Puts a file's bytes where the hub said, telling how far it is (0 to 1). An XMLHttpRequest, because `fetch` tells nothing of what is on
 * its way up. `signal` cancels it; the hub then forgets what it was to get.
 */
export function putFile(
  file: Blob,
  { upload }: Announced,
  { onProgress, signal }: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<Uploaded> {
  const { promise, resolve } = Promise.withResolvers<Uploaded>();
  if (signal.aborted) return Promise.resolve({ kind: 'cancelled' });
  const request = new XMLHttpRequest();
  request.open(upload.method, upload.url);
  request.setRequestHeader('authorization', `Bearer ${upload.token}`);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    onProgress(total === 0 ? 0 : loaded / total),
  );
  request.addEventListener('load', () => resolve(uploadedOf(request)));
  request.addEventListener('error', () => resolve({ kind: 'unreachable' }));
  request.addEventListener('timeout', () => resolve({ kind: 'unreachable' }));
  request.addEventListener('abort', () => resolve({ kind: 'cancelled' }));
  signal.addEventListener('abort', () => request.abort(), { once: true });
  request.send(file);
  return promise;
}

function uploadedOf({ status, responseText }: XMLHttpRequest): Uploaded {
  if (status === 201) return { kind: 'stored' };
  try {
    const { errors } = JSON.parse(responseText) as { errors: { extensions: { code: string } }[] };
    return { kind: 'refused', code: errors[0]?.extensions.code ?? 'INTERNAL_SERVER_ERROR' };
  } catch {
    return { kind: 'refused', code: 'INTERNAL_SERVER_ERROR' };
  }
}
