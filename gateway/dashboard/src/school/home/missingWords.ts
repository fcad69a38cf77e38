import type { MySchoolQuery } from '../../generated/graphql.js';

type School = NonNullable<MySchoolQuery['school']>;

/** The words of one language. */
export interface MissingWords {
  /** For keys that are words of the rules themselves. */
  readonly keys: Readonly<Record<string, string>>;
  grade(this: void, grade: string): string;
  duty(this: void, title: string): string;
}

/** What a line still misses, in words: its keys are items of the checklist, duties, grades, or words of the rules themselves. */
export function missingWords(
  missing: readonly string[],
  { checklist, plan }: Pick<School, 'checklist' | 'plan'>,
  words: MissingWords,
  pick: (inVietnamese: string, inEnglish: string) => string,
): readonly string[] {
  return missing.map((key) => {
    const item = checklist?.items.find(({ id }) => id === key);
    if (item !== undefined) return pick(item.titleVi, item.titleEn);
    const [, kind, name = ''] = /^(DUTY:|GRADE_)(.+)$/.exec(key) ?? [];
    if (kind === 'GRADE_') return words.grade(name);
    if (kind === 'DUTY:') {
      const duty = plan?.duties.find(({ id }) => id === name);
      return words.duty(duty === undefined ? name : pick(duty.titleVi, duty.titleEn));
    }
    return words.keys[key] ?? key;
  });
}
