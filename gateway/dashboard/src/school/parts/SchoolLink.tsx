import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';

import type { Page } from '../home/places.js';

interface SchoolLinkProps {
  readonly page: Page;
  /** The element that is to be brought into view there; null for the top of the page. */
  readonly part: string | null;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A link to another page of the same school. */
export function SchoolLink({ page, part, className, children }: SchoolLinkProps) {
  const [search] = useSearchParams();
  const school = search.get('school');
  const to = {
    pathname: `/my-school/${page}`,
    search: school === null ? '' : `?school=${school}`,
    hash: part === null ? '' : `#${part}`,
  };
  return (
    <Link to={to} className={className}>
      {children}
    </Link>
  );
}
