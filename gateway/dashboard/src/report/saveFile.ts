/** Hands bytes to the browser to be saved under a name; the address that it needs for that is withdrawn at once after. */
export function saveFile({
  fileName,
  mime,
  bytes,
}: {
  fileName: string;
  mime: string;
  bytes: BlobPart;
}): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: mime }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

/** The bytes of base64 text. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** SHA-256 of a text in UTF-8, 64 hexadecimal digits, computed by this machine. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
