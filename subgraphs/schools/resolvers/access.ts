import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';

import { roles } from '../../../shared/actor.js';
import { BadUserInput, Forbidden, NotFound } from '../../../shared/errors.js';
import { pageRequest, toConnection } from '../../../shared/subgraph/connection.js';
import { CursorScalar } from '../../../shared/subgraph/scalars.js';
import type { SchoolsContext } from '../context.js';
import { mayReadGrants } from '../policy.js';
import { resolveSchools } from '../references.js';
import { listGrants, readGrant, type AccessGrantRow } from '../rows/access.js';
import { endAccess, signOutSubject } from '../service/access/end.js';
import { invitePerson, issueToolToken, subjectOf, type Granted } from '../service/access/grant.js';
import {
  AccessEndedPayload,
  AccessGrant,
  AccessGrantConnection,
  AccessGrantedPayload,
  AccessKind,
  InvitePersonInput,
  IssueToolTokenInput,
  SignedOutPayload,
} from '../types/access.js';
import { School } from '../types/school.js';

@Resolver(() => AccessGrant)
export class AccessResolver {
  @Query(() => AccessGrantConnection, {
    description:
      'Quyền truy cập: people who were invited and tools with a token, the newest first. For the office.',
  })
  async accessGrants(
    @Arg('kind', () => AccessKind, { nullable: true, description: 'Loại; both when left out.' })
    kind: AccessKind | null,
    @Arg('first', () => Int, { nullable: true, description: 'Số dòng, 1 to 500; 50 when left out.' }) first:
      | number
      | null,
    @Arg('after', () => CursorScalar, { nullable: true, description: 'Con trỏ: the list goes on after it.' })
    after: string | null,
    @Ctx() { actor, session }: SchoolsContext,
  ): Promise<AccessGrantConnection> {
    if (!mayReadGrants(actor)) throw new Forbidden({ action: 'read who was let in', role: actor.role });
    const page = pageRequest({ first, after });
    const { rows, totalCount } = await session.read('schools', (db) => listGrants(db, kind, page));
    return toConnection(
      rows,
      page,
      totalCount,
      (row) => [new Date(row.grantedAt).toISOString(), row.id],
      toGrant,
    );
  }

  @FieldResolver(() => [School], { nullable: true })
  async schools(@Root() { codes }: AccessGrant, @Ctx() context: SchoolsContext): Promise<School[] | null> {
    return codes === null ? null : resolveSchools(codes, context);
  }

  @Mutation(() => AccessGrantedPayload, {
    description:
      'Mời một người. The office does; its own people the head alone. The link is good once, and for a bounded time; inviting an address that has an account replaces it when the link is used (a forgotten password).',
  })
  async invitePerson(
    @Arg('input', () => InvitePersonInput, { description: 'Người được mời.' }) input: InvitePersonInput,
    @Ctx() context: SchoolsContext,
  ): Promise<AccessGrantedPayload> {
    const { name, email, schools, validHours } = input;
    const role = roles.find((known) => known === input.role);
    if (role === undefined)
      throw new BadUserInput({ field: 'role', expected: `one of ${roles.join(', ')}`, got: input.role });
    return payloadOf(
      await invitePerson(context.session, { name, email, role, schools, validHours }),
      context,
    );
  }

  @Mutation(() => AccessGrantedPayload, {
    description:
      'Cấp mã cho công cụ báo cáo: a token that reads, until it is taken back or its time is over. The office does.',
  })
  async issueToolToken(
    @Arg('input', () => IssueToolTokenInput, { description: 'Công cụ.' }) input: IssueToolTokenInput,
    @Ctx() context: SchoolsContext,
  ): Promise<AccessGrantedPayload> {
    return payloadOf(await issueToolToken(context.session, input), context);
  }

  @Mutation(() => AccessEndedPayload, {
    description:
      'Thu hồi quyền truy cập: the link, account or token is no good any more, and whoever is signed in by it is signed out within a minute.',
  })
  async endAccess(
    @Arg('id', () => ID, { description: 'Mã quyền.' }) id: string,
    @Arg('reason', () => String, { description: 'Lý do, 1 to 500 characters.' }) reason: string,
    @Ctx() context: SchoolsContext,
  ): Promise<AccessEndedPayload> {
    await endAccess(context.session, { id, reason });
    return { grant: await grantOf(id, context) };
  }

  @Mutation(() => SignedOutPayload, {
    description:
      "Buộc đăng xuất: every session and token issued to the subject up to now ends within a minute. One's own, or anyone's for the head.",
  })
  async signOutEverywhere(
    @Arg('subject', () => ID, {
      nullable: true,
      description: "Mã người dùng; the caller's own when left out.",
    })
    subject: string | null,
    @Arg('reason', () => String, { description: 'Lý do, 1 to 500 characters.' }) reason: string,
    @Ctx() { actor, session }: SchoolsContext,
  ): Promise<SignedOutPayload> {
    const whose = subject ?? actor.subject;
    await signOutSubject(session, { subject: whose, reason });
    return { subject: whose };
  }
}

async function payloadOf({ id, secret }: Granted, context: SchoolsContext): Promise<AccessGrantedPayload> {
  return { grant: await grantOf(id, context), secret };
}

async function grantOf(id: string, { session }: SchoolsContext): Promise<AccessGrant> {
  const row = await session.read('schools', (db) => readGrant(db, id));
  if (row === null) throw new NotFound({ what: 'access', id });
  return toGrant(row);
}

function toGrant(row: AccessGrantRow): AccessGrant {
  return {
    ...row,
    subject: subjectOf(row),
    codes: row.schools === '*' ? null : row.schools.split(','),
    schools: null,
    state: stateOf(row),
    grantedAt: new Date(row.grantedAt),
    expiresAt: new Date(row.expiresAt),
    acceptedAt: row.acceptedAt === null ? null : new Date(row.acceptedAt),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt),
  };
}

/** An accepted invitation has no end of its own; a tool's token has. */
function stateOf({ kind, acceptedAt, endedAt, expiresAt }: AccessGrantRow): AccessGrant['state'] {
  if (endedAt !== null) return 'ENDED';
  if (kind === 'PERSON' && acceptedAt !== null) return 'ACTIVE';
  if (new Date(expiresAt) <= new Date()) return 'EXPIRED';
  return kind === 'PERSON' ? 'INVITED' : 'ACTIVE';
}
