import { useState, type ClipboardEvent, type DragEvent } from 'react';

import { dayAndMinute } from '../../format/date.js';
import type { EvidenceFileFragment } from '../../generated/graphql.js';
import { useTexts } from '../../texts/index.js';
import { ACCEPT } from './accept.js';
import { evidenceWords } from './texts.js';
import { UploadRow } from './UploadRow.js';
import { useUploads, type Target } from './useUploads.js';

interface EvidenceBoxProps {
  readonly files: readonly EvidenceFileFragment[];
  readonly target: Target;
  /** What pasted pictures and photos are named after. */
  readonly subject: string;
  /** What the files show, in words, for those who only hear the buttons. */
  readonly about: string;
  readonly mayAdd: boolean;
  /** Whether a file is what one comes for. */
  readonly isOpen?: boolean;
  readonly onStored: () => void;
}

/** The files that show what was declared, and the place where more come: dropped, pasted, chosen, or taken by the phone's camera. */
export function EvidenceBox({
  files,
  target,
  subject,
  about,
  mayAdd,
  isOpen = false,
  onStored,
}: EvidenceBoxProps) {
  const words = useTexts(evidenceWords);
  const uploads = useUploads(target, subject, onStored);
  const [isOver, setOver] = useState(false);
  const stored = files.filter(({ state }) => state === 'STORED');

  if (!mayAdd && stored.length === 0) return null;
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    uploads.add([...event.dataTransfer.files]);
  };
  const paste = (event: ClipboardEvent): void => {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0) return;
    event.preventDefault();
    uploads.add(pasted);
  };
  const adding = mayAdd
    ? {
        onDragOver: (event: DragEvent) => {
          event.preventDefault();
          setOver(true);
        },
        onDragLeave: () => setOver(false),
        onDrop: drop,
        onPaste: paste,
        // A click puts the focus here, so that what is pasted then comes here.
        tabIndex: -1,
      }
    : {};

  return (
    <details
      className={isOver ? 'evidence evidence-over' : 'evidence'}
      data-evidence={subject}
      open={isOpen || uploads.open.length > 0 || stored.length > 0 || undefined}
      {...adding}
    >
      <summary>
        {isOver ? words.drop : words.title(stored.length)}
        <span className="only-heard">{words.about(about)}</span>
      </summary>
      {stored.length > 0 && <FileList files={stored} />}
      {uploads.open.length > 0 && (
        <ul className="uploads">
          {uploads.open.map((upload) => (
            <UploadRow key={upload.id} upload={upload} uploads={uploads} />
          ))}
        </ul>
      )}
      <output className="only-heard">
        {uploads.lastStored !== null && words.stored(uploads.lastStored)}
      </output>
      {mayAdd && (
        <>
          <p className="evidence-buttons">
            <Chooser said={words.choose} about={words.about(about)} onFiles={uploads.add} />
            <Chooser said={words.camera} about={words.about(about)} isCamera onFiles={uploads.add} />
          </p>
          <p className="field-hint">{words.hint}</p>
        </>
      )}
    </details>
  );
}

function FileList({ files }: { files: readonly EvidenceFileFragment[] }) {
  const words = useTexts(evidenceWords);
  return (
    <ul className="files">
      {files.map(({ id, fileName, version, size, uploadedAt, downloadUrl }) => (
        <li key={id}>
          <a href={downloadUrl ?? undefined}>{fileName}</a>{' '}
          <span className="quiet figures">
            {version !== null && words.version(version)} · {sizeSaid(size)}
            {uploadedAt !== null && ` · ${dayAndMinute(uploadedAt)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A button that is the browser's own file field, so that keyboard, screen reader and phone know it. */
function Chooser({
  said,
  about,
  isCamera = false,
  onFiles,
}: {
  said: string;
  about: string;
  isCamera?: boolean;
  onFiles: (files: readonly File[]) => void;
}) {
  return (
    <label className={`button chooser${isCamera ? ' chooser-camera' : ''}`}>
      {said}
      <span className="only-heard">{about}</span>
      <input
        type="file"
        className="only-heard"
        accept={isCamera ? 'image/jpeg,image/png' : ACCEPT}
        {...(isCamera ? { capture: 'environment' as const } : { multiple: true })}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again after a fault.
          event.target.value = '';
        }}
      />
    </label>
  );
}

const KB = 1024;

function sizeSaid(bytes: number): string {
  return bytes < KB * KB ? `${Math.max(1, Math.round(bytes / KB))} KB` : `${(bytes / KB / KB).toFixed(1)} MB`;
}
