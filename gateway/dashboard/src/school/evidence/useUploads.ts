import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';

import { AttachEvidenceDocument, type AttachEvidenceInput } from '../../generated/graphql.js';
import { problemOf } from '../../graph/problem.js';
import { faultOfFile, nameFor } from './accept.js';
import type { UploadFault } from './texts.js';
import { putFile, type Uploaded } from './upload.js';

/** What a file shows: an item of the checklist, or something else that the school told of. */
export type Target = Pick<AttachEvidenceInput, 'school' | 'item' | 'reference'>;

export interface Upload {
  readonly id: number;
  readonly file: File;
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
  /** Null while it is under way. */
  readonly fault: UploadFault | null;
}

export interface Uploads {
  readonly open: readonly Upload[];
  /** The name of the file that arrived last, to be said aloud. */
  readonly lastStored: string | null;
  add(this: void, files: readonly File[]): void;
  cancel(this: void, id: number): void;
  retry(this: void, id: number): void;
  dismiss(this: void, id: number): void;
}

/** Sends files one after the other: announced to the graph first, then put where it said. `onStored` is called for each that arrived. */
export function useUploads(target: Target, subject: string, onStored: () => void): Uploads {
  const client = useClient();
  const [open, setOpen] = useState<readonly Upload[]>([]);
  const [lastStored, setLastStored] = useState<string | null>(null);
  const stops = useRef(new Map<number, AbortController>());
  const turn = useRef<Promise<void>>(Promise.resolve());
  const count = useRef(0);

  useEffect(() => {
    const running = stops.current;
    return () => running.forEach((stop) => stop.abort());
  }, []);

  const patch = (id: number, by: Partial<Upload>): void =>
    setOpen((before) => before.map((upload) => (upload.id === id ? { ...upload, ...by } : upload)));
  const dismiss = (id: number): void => setOpen((before) => before.filter((upload) => upload.id !== id));

  async function send(
    { id, file, name }: Upload,
    signal: AbortSignal,
  ): Promise<Uploaded | { kind: UploadFault }> {
    if (signal.aborted) return { kind: 'cancelled' };
    const input = { ...target, fileName: name, size: file.size };
    const { data, error } = await client.mutation(AttachEvidenceDocument, { input }).toPromise();
    if (data === undefined) return { kind: faultOfAnswer(problemOf(error)?.kind) };
    return putFile(file, data.attachEvidence, { signal, onProgress: (share) => patch(id, { share }) });
  }

  async function sendAfter(before: Promise<void>, upload: Upload, signal: AbortSignal): Promise<void> {
    await before;
    const ended = await send(upload, signal);
    stops.current.delete(upload.id);
    if (ended.kind !== 'stored') {
      patch(upload.id, { fault: faultOf(ended) });
      return;
    }
    dismiss(upload.id);
    setLastStored(upload.name);
    onStored();
  }

  function start(upload: Upload): void {
    const stop = new AbortController();
    stops.current.set(upload.id, stop);
    turn.current = sendAfter(turn.current, upload, stop.signal);
  }

  return {
    open,
    lastStored,
    add(files) {
      const added = files.map((file): Upload => {
        const name = nameFor(file, subject, new Date());
        const fault = faultOfFile({ name, size: file.size });
        return { id: count.current++, file, name, share: 0, fault };
      });
      setOpen((before) => [...before, ...added]);
      added.filter(({ fault }) => fault === null).forEach(start);
    },
    cancel: (id) => stops.current.get(id)?.abort(),
    retry(id) {
      const upload = open.find((other) => other.id === id);
      if (upload === undefined) return;
      patch(id, { fault: null, share: 0 });
      start(upload);
    },
    dismiss,
  };
}

function faultOf(ended: Exclude<Uploaded, { kind: 'stored' }> | { kind: UploadFault }): UploadFault {
  if (ended.kind !== 'refused' || !('code' in ended)) return ended.kind;
  if (ended.code === 'SUBGRAPH_UNAVAILABLE') return 'unavailable';
  return ended.code === 'BAD_USER_INPUT' ? 'content' : 'refused';
}

function faultOfAnswer(kind: string | undefined): UploadFault {
  if (kind === 'tooMuch') return 'limit';
  return kind === 'refused' || kind === 'forbidden' ? 'refused' : 'unreachable';
}
