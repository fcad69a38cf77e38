import type { SheetQuery } from '../generated/graphql.js';

export type Sheet = NonNullable<SheetQuery['school']>;
export type SheetCompliance = NonNullable<Sheet['compliance']>;
export type SheetLine = SheetCompliance['lines'][number];
export type SheetItem = NonNullable<Sheet['checklist']>['items'][number];
export type SheetPerson = NonNullable<Sheet['people']>[number];
