/** What the hub takes as evidence; its own check of the bytes is the one that counts. */
export const MAX_BYTES = 20 * 1024 * 1024;
const endings = ['.pdf', '.jpg', '.jpeg', '.png', '.xlsx'];
export const ACCEPT = endings.join(',');

export type FileFault = 'kind' | 'empty' | 'tooLarge';

/** Why a file would be refused, so that nobody waits for 20 MB to be told; null where nothing speaks against it. */
export function faultOfFile({ name, size }: Pick<File, 'name' | 'size'>): FileFault | null {
  if (!endings.some((ending) => name.toLowerCase().endsWith(ending))) return 'kind';
  if (size === 0) return 'empty';
  return size > MAX_BYTES ? 'tooLarge' : null;
}

const endingOf: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
};

/**
 * The name under which a file goes out. Pasted pictures and those of a phone's camera all come as `image.png` or without an ending:
 * they are named after what they show and when, so that a list of them can be told apart.
 */
export function nameFor(file: Pick<File, 'name' | 'type'>, subject: string, at: Date): string {
  const isNameless = file.name === '' || /^(?:image|blob|\d+)(?:\.\w+)?$/i.test(file.name);
  const ending = endingOf[file.type];
  if (!isNameless || ending === undefined) return file.name;
  const stamp = at.toISOString().slice(0, 19).replaceAll(/\D/g, '');
  return `${subject.toLowerCase().replaceAll('_', '-')}-${stamp}.${ending}`;
}
