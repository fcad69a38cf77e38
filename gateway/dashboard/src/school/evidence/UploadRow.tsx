import { useTexts } from '../../texts/index.js';
import { evidenceWords, type UploadFault } from './texts.js';
import type { Upload, Uploads } from './useUploads.js';

/** Faults that the same file may overcome. */
const mayPass: readonly UploadFault[] = ['unreachable', 'unavailable', 'cancelled'];

/** A file on its way: how far it is, and the ways out. */
export function UploadRow({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const words = useTexts(evidenceWords);
  const { id, name, share, fault } = upload;
  if (fault === null) {
    return (
      <li className="upload">
        <span className="upload-name">{name}</span>
        <progress value={share} max={1} aria-label={words.progress(name)} />
        <button type="button" className="button button-small" onClick={() => uploads.cancel(id)}>
          {words.cancel}
          <span className="only-heard">{words.about(name)}</span>
        </button>
      </li>
    );
  }
  return (
    <li className="upload upload-bad" role="alert">
      <span className="upload-name">
        {name}: {words.fault[fault]}
      </span>
      {mayPass.includes(fault) && (
        <button type="button" className="button button-small" onClick={() => uploads.retry(id)}>
          {words.retry}
          <span className="only-heard">{words.about(name)}</span>
        </button>
      )}
      <button type="button" className="button button-small" onClick={() => uploads.dismiss(id)}>
        {words.dismiss}
        <span className="only-heard">{words.about(name)}</span>
      </button>
    </li>
  );
}
