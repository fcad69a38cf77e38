import type { EventData } from '../../../shared/events/contracts.js';
import { foldForSearch } from '../../../shared/search.js';

/** What lists need of the register: kept beside the evaluation, so that filter, order and page read one table. */
export interface RegisterEntry {
  readonly sortKey: string;
  readonly searchKey: string;
  readonly ward: string;
  readonly isSynthetic: boolean;
}

/** The entry of a school as the register's event tells it. */
export function registerEntry(school: string, data: EventData['schools.schoolRegistered']): RegisterEntry {
  return {
    // Numbers are padded, so that "Mẫu 9" stands before "Mẫu 10" in byte order.
    sortKey: foldForSearch(data.name).replaceAll(/\d+/g, (digits) => digits.padStart(6, '0')),
    searchKey: `${foldForSearch(data.name)} ${school}`,
    ward: data.ward,
    isSynthetic: data.isSynthetic,
  };
}
