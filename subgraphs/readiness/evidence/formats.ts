import { BadUserInput } from '../../../shared/errors.js';

/** The formats that evidence may have: what a file is called, and what its bytes must then be. */
const formats: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const MAX_NAME = 200;
/** Separators lead out of a folder; control characters and marks of writing direction make a name look like another one. */
const UNSAFE = /[/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/u;

/** The name as it is kept and shown; refuses with BAD_USER_INPUT one that is a path, hides something or has no known extension. */
export function requireFileName(given: string): string {
  const name = given.normalize('NFC').trim();
  if (name === '' || name.length > MAX_NAME || UNSAFE.test(name) || name.startsWith('.')) {
    const expected = `a plain file name of 1 to ${MAX_NAME} characters without folders, such as quyet-dinh.pdf`;
    throw new BadUserInput({ field: 'fileName', expected, got: given.slice(0, MAX_NAME) });
  }
  if (declaredMime(name) === null) {
    const expected = `a name that ends in one of ${Object.keys(formats).join(', ')}`;
    throw new BadUserInput({ field: 'fileName', expected, got: name });
  }
  return name;
}

/** What the extension says that the file is; null where it is none of those accepted. */
export function declaredMime(name: string): string | null {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? null : (formats[name.slice(dot + 1).toLowerCase()] ?? null);
}

/** `Content-Disposition` under which a browser saves the file and never opens it in the hub's name (RFC 6266, RFC 8187). */
export function attachmentHeader(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7E]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
