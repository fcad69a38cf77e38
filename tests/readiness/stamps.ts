import type { Actor } from '../../shared/actor.js';
import { officer, type Desk, type KnownSchool } from './desk.js';

const FIELDS = 'certificate { id serial issuer kind state isValid reason declaredBy decidedBy validTo }';
export const DECLARE = `mutation($input: DeclareCertificateInput!) { declareCertificate(input: $input) { ${FIELDS} school { organisationCertificate { serial state } certificates { serial } } } }`;
export const step = (name: string) => `mutation($id: ID!) { ${name}(id: $id) { ${FIELDS} } }`;
export const verdict = (name: string) =>
  `mutation($id: ID!, $reason: String!) { ${name}(id: $id, reason: $reason) { ${FIELDS} } }`;

export interface Shown {
  id: string;
  serial: string;
  state: string;
  isValid: boolean;
}

/** The ways of a stamp certificate, at the school that is under test. */
export function stampsOf(desk: Desk, at: () => KnownSchool) {
  let serial = 0;
  const input = (changes: object = {}) => {
    serial += 1;
    const dates = { validFrom: '2024-04-01T00:00:00+07:00', validTo: '2025-04-01T00:00:00+07:00' };
    const given = { serial: `${at().code}:ab${serial}`, issuer: 'VGCA', kind: 'USB_TOKEN', ...dates };
    return { input: { school: at().code, ...given, ...changes } };
  };
  const declare = async (changes: object = {}) => {
    type Declared = { declareCertificate: { certificate: Shown; school: object } };
    return (await desk.ask<Declared>(at().admin, DECLARE, input(changes))).declareCertificate;
  };
  const run = async (name: string, actor: Actor, document: string, variables: Record<string, unknown>) =>
    (await desk.ask<Record<string, { certificate: Shown }>>(actor, document, variables))[name]?.certificate;
  const take = (name: string, id: string, actor = officer) => run(name, actor, step(name), { id });
  const judge = (name: string, id: string, reason: string) =>
    run(name, officer, verdict(name), { id, reason });
  const registered = async (changes: object = {}) => {
    const { certificate } = await declare(changes);
    await take('registerCertificate', certificate.id, at().admin);
    return certificate.id;
  };
  return { input, declare, take, judge, registered };
}
