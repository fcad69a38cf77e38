import { ask, sessionChanged } from './door.js';

/** A key that a person's device keeps; the hub has its public half. */
export interface Passkey {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: string | null;
}

/** The person closed the browser's own dialog, or no device answered in time: nothing that the hub did. */
export class NotGiven extends Error {}

/**
 * Whether this browser can use passkeys here: it knows none on a page without TLS, and none that belongs to a number instead of a
 * name, as 127.0.0.1 is.
 */
export function canUsePasskeys(): boolean {
  return 'PublicKeyCredential' in globalThis && !/^[\d.]+$|:/.test(location.hostname.replace(/^\[|\]$/g, ''));
}

/** Signs in by a passkey that the person's device offers; throws NotGiven, Refused, or TypeError where the hub does not answer. */
export async function signInByPasskey(): Promise<void> {
  const { challenge, allowCredentials, ...options } = (await ask(
    '/passkey/generate-authenticate-options',
  )) as PublicKeyCredentialRequestOptionsJSON;
  const asked = navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(challenge),
      allowCredentials: allowCredentials?.map(known) ?? [],
    } as PublicKeyCredentialRequestOptions,
  });
  const given = await device(asked);
  const proof = given.response as AuthenticatorAssertionResponse;
  const response = {
    ...whole(given),
    response: {
      clientDataJSON: text(proof.clientDataJSON),
      authenticatorData: text(proof.authenticatorData),
      signature: text(proof.signature),
      ...(proof.userHandle === null ? {} : { userHandle: text(proof.userHandle) }),
    },
  };
  await ask('/passkey/verify-authentication', { response });
  await sessionChanged();
}

/** Has the device make a passkey, and the hub keep its public half under that name. */
export async function addPasskey(name: string): Promise<void> {
  const { challenge, user, excludeCredentials, ...options } = (await ask(
    `/passkey/generate-register-options?${new URLSearchParams({ name }).toString()}`,
  )) as PublicKeyCredentialCreationOptionsJSON;
  const asked = navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(challenge),
      user: { ...user, id: bytes(user.id) },
      excludeCredentials: excludeCredentials?.map(known) ?? [],
    } as PublicKeyCredentialCreationOptions,
  });
  const given = await device(asked);
  const made = given.response as AuthenticatorAttestationResponse;
  const response = {
    ...whole(given),
    response: {
      clientDataJSON: text(made.clientDataJSON),
      attestationObject: text(made.attestationObject),
      transports: made.getTransports(),
    },
  };
  await ask('/passkey/verify-registration', { name, response });
}

/** The passkeys of whoever is signed in. */
export async function listPasskeys(): Promise<readonly Passkey[]> {
  return (await ask('/passkey/list-user-passkeys')) as Passkey[];
}

/** Only what its owner calls it: the device goes on showing its own name. */
export async function renamePasskey(id: string, name: string): Promise<void> {
  await ask('/passkey/update-passkey', { id, name });
}

/** From now on that passkey opens nothing here; the device still shows it until its owner removes it there. */
export async function removePasskey(id: string): Promise<void> {
  await ask('/passkey/delete-passkey', { id });
}

async function device(asked: Promise<Credential | null>): Promise<PublicKeyCredential> {
  const given = await asked.catch((cause: unknown) => {
    throw new NotGiven('The device gave no passkey.', { cause });
  });
  if (given === null) throw new NotGiven('The device gave no passkey.');
  return given as PublicKeyCredential;
}

const whole = ({ id, rawId, type, authenticatorAttachment }: PublicKeyCredential) => ({
  id,
  rawId: text(rawId),
  type,
  authenticatorAttachment: authenticatorAttachment ?? undefined,
  clientExtensionResults: {},
});

const known = ({ id, ...credential }: PublicKeyCredentialDescriptorJSON) => ({
  ...credential,
  id: bytes(id),
});

// The browsers of the last few years do not all translate these by themselves (`parseCreationOptionsFromJSON`).
function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (sign) => sign.codePointAt(0) ?? 0);
}

function text(buffer: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCodePoint(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
