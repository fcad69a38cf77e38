import 'reflect-metadata';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "code")')
@ObjectType('School', { description: 'Trường.' })
export class School {
  @Field(() => ID, { description: 'Mã trường. Eight digits, never changed.' })
  code!: string;
}

@Directive('@key(fields: "code")')
@ObjectType('District', { description: 'Quận. The area that the active plan oversees.' })
export class District {
  @Field(() => ID, { description: "Mã quận; where the overseen unit is no district, the unit's own code." })
  code!: string;
}
