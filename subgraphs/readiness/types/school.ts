import 'reflect-metadata';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "code")')
@ObjectType({
  description: 'Trường. A school, to which readiness adds what it declared and what the office made of it.',
})
export class School {
  @Field(() => ID, { description: 'Mã trường. Eight digits, never changed.' })
  code!: string;
}
