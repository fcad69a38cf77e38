import type {
  ComplianceOrder,
  ComplianceOrderField,
  ComplianceStatus,
  SchoolsQueryVariables,
} from '../generated/graphql.js';

/** What a table can show beside the school itself. */
export const columnIds = ['ward', 'status', 'ready', 'score', 'late', 'updated', 'missing'] as const;
export type ColumnId = (typeof columnIds)[number];

/** What the reader asked the table for; the address holds it, so that a reload or a sent link shows the same. */
export interface SchoolQuery {
  readonly status: readonly ComplianceStatus[];
  readonly rule: string | null;
  readonly ward: string | null;
  readonly search: string;
  readonly order: ComplianceOrder;
  readonly size: number;
  /** Columns that are not shown. */
  readonly hidden: readonly ColumnId[];
}

export const sizes: readonly number[] = [25, 50, 100];

const plain: SchoolQuery = {
  status: [],
  rule: null,
  ward: null,
  search: '',
  order: { field: 'DAYS_LATE', direction: 'DESC' },
  size: 25,
  hidden: [],
};

const fields: Record<ComplianceOrderField, string> = { NAME: 'ten', SCORE: 'diem', DAYS_LATE: 'cham' };
const statuses: readonly string[] = [
  'COMPLIANT',
  'AT_RISK',
  'LATE',
  'UNKNOWN',
  'EXCLUDED',
] satisfies ComplianceStatus[];

/** Reads the address; what it does not know there it leaves at its default. */
export function readQuery(address: string): SchoolQuery {
  const params = new URLSearchParams(address);
  const size = Number(params.get('moi-trang'));
  return {
    status: (params.get('trang-thai') ?? '')
      .split(',')
      .filter((name): name is ComplianceStatus => statuses.includes(name)),
    rule: params.get('tieu-chi'),
    ward: params.get('phuong'),
    search: params.get('tim') ?? '',
    order: readOrder(params.get('xep')),
    size: sizes.includes(size) ? size : plain.size,
    hidden: columnIds.filter((column) => (params.get('an') ?? '').split(',').includes(column)),
  };
}

/** The address for a question, without what is at its default; what `address` holds beside a question stays in it. */
export function writeQuery(query: SchoolQuery, address: string): string {
  const { status, rule, ward, search, order, size, hidden } = query;
  const sorted = `${order.direction === 'DESC' ? '-' : ''}${fields[order.field]}`;
  const params = new URLSearchParams(address);
  const put = (name: string, value: string | null): void => {
    if (value === null || value === '') params.delete(name);
    else params.set(name, value);
  };
  put('trang-thai', status.join(','));
  put('tieu-chi', rule);
  put('phuong', ward);
  put('tim', search);
  put('xep', sorted === '-cham' ? null : sorted);
  put('moi-trang', size === plain.size ? null : String(size));
  put('an', hidden.join(','));
  const written = params.toString();
  return written === '' ? '' : `?${written}`;
}

/** A question as the graph takes it; `asOf` null for now. */
export function toVariables(
  { status, rule, ward, search, order, size }: SchoolQuery,
  { after, asOf }: { after: string | null; asOf: string | null },
): SchoolsQueryVariables {
  const filter = {
    ...(status.length > 0 && { status: [...status] }),
    ...(rule !== null && { rule }),
    ...(ward !== null && { ward: [ward] }),
    ...(search.trim() !== '' && { search: search.trim() }),
  };
  return { filter, orderBy: order, first: size, after, asOf };
}

/** A second press on a column turns its order round; the first shows what needs attention first. */
export function nextOrder(order: ComplianceOrder, field: ComplianceOrderField): ComplianceOrder {
  if (order.field === field) return { field, direction: order.direction === 'ASC' ? 'DESC' : 'ASC' };
  return { field, direction: field === 'DAYS_LATE' ? 'DESC' : 'ASC' };
}

export const isFiltered = ({ status, rule, ward, search }: SchoolQuery): boolean =>
  status.length > 0 || rule !== null || ward !== null || search.trim() !== '';

function readOrder(sorted: string | null): ComplianceOrder {
  const name = sorted?.replace(/^-/, '');
  const field = (Object.keys(fields) as ComplianceOrderField[]).find(
    (candidate) => fields[candidate] === name,
  );
  if (field === undefined) return plain.order;
  return { field, direction: sorted?.startsWith('-') === true ? 'DESC' : 'ASC' };
}
