import 'reflect-metadata';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Đơn vị quản lý. Ministry, city department or the overseeing office.' })
export class Organisation {
  @Field(() => ID, { description: 'Mã đơn vị.' })
  code!: string;

  @Field(() => String, { description: 'Tên đơn vị.' })
  name!: string;

  @Field(() => String, { description: 'Tên tiếng Anh.' })
  nameEn!: string;

  @Field(() => String, { description: 'Cấp quản lý. For example `MOET`, `CITY_DEPT`, `DISTRICT_OFFICE`.' })
  level!: string;

  @Field(() => ID, { nullable: true, description: 'Mã đơn vị cấp trên; null at the top.' })
  parent!: string | null;
}

@Directive('@key(fields: "code")')
@ObjectType({ description: 'Phường. A ward of the district.' })
export class Ward {
  @Field(() => ID, { description: 'Mã phường. For example `cat-bi`.' })
  code!: string;

  @Field(() => String, { description: 'Tên phường.' })
  name!: string;
}

@Directive('@key(fields: "code")')
@ObjectType({
  description:
    'Quận. The area that one office oversees. Fields other than the code are null only where the register does not answer.',
})
export class District {
  @Field(() => ID, { description: "Mã quận; where the overseen unit is no district, the unit's own code." })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Tên quận.' })
  name!: string | null;

  @Field(() => Organisation, {
    nullable: true,
    description: 'Đơn vị quản lý trực tiếp: the overseeing office.',
  })
  unit!: Organisation | null;

  @Field(() => [Organisation], {
    nullable: true,
    description: 'Các cấp quản lý (II.2-1), from the ministry down to the office.',
  })
  organisations!: Organisation[] | null;

  @Field(() => [Ward], { nullable: true, description: 'Các phường, by name.' })
  wards!: Ward[] | null;
}
