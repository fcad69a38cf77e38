import { Migration } from '@mikro-orm/migrations';

/** Which district is overseen: a hub that takes up another unit's plan keeps the register of the one before. */
export class Migration0007OverseenDistrict extends Migration {
  override up(): void {
    this.addSql('alter table schools.district add column is_overseen boolean not null default false');
    // Only one was ever shown: the first by its code.
    this.addSql(
      'update schools.district set is_overseen = true where code = (select min(code) from schools.district)',
    );
    this.addSql(
      'create unique index district_one_overseen on schools.district (is_overseen) where is_overseen',
    );
  }

  override down(): void {
    this.addSql('drop index schools.district_one_overseen');
    this.addSql('alter table schools.district drop column is_overseen');
  }
}
