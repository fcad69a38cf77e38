import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';

import { Forbidden } from '../../../shared/errors.js';
import type { SchoolsContext } from '../context.js';
import { mayReadPeople } from '../policy.js';
import { resolveSchool } from '../references.js';
import { removeContact, setContact } from '../service/person.js';
import { loadPeople } from '../shapes.js';
import { ContactPayload, SchoolPerson, SetContactInput } from '../types/person.js';
import { existing } from './existing.js';

@Resolver(() => SchoolPerson)
export class PersonResolver {
  @Query(() => [SchoolPerson], {
    description: 'Người liên hệ của một trường: whom to phone, the principal first.',
  })
  async people(
    @Arg('school', () => ID, { description: 'Mã trường.' }) school: string,
    @Ctx() context: SchoolsContext,
  ): Promise<SchoolPerson[]> {
    if (!mayReadPeople(context.actor, school))
      throw new Forbidden({ action: 'read contacts', role: context.actor.role, school });
    return loadPeople(school, context);
  }

  @Mutation(() => ContactPayload, {
    description:
      "Đặt người liên hệ. A school's people for their own school; the same subject again rewrites the entry.",
  })
  async setContact(
    @Arg('input', () => SetContactInput, { description: 'Người liên hệ.' }) input: SetContactInput,
    @Ctx() context: SchoolsContext,
  ): Promise<ContactPayload> {
    await setContact(context.session, input);
    return payloadOf(input.school, context);
  }

  @Mutation(() => ContactPayload, {
    description: "Xoá người liên hệ. A school's people for their own school.",
  })
  async removeContact(
    @Arg('school', () => ID, { description: 'Mã trường.' }) school: string,
    @Arg('subject', () => ID, { description: 'Mã người dùng của người liên hệ.' }) subject: string,
    @Ctx() context: SchoolsContext,
  ): Promise<ContactPayload> {
    await removeContact(context.session, { school, subject });
    return payloadOf(school, context);
  }
}

async function payloadOf(code: string, context: SchoolsContext): Promise<ContactPayload> {
  return {
    people: await loadPeople(code, context),
    school: existing(await resolveSchool({ code }, context)),
  };
}
