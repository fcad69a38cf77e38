import { Link } from 'react-router';

import { useTexts } from '../texts/index.js';
import { PageHead } from './PageHead.js';

/** Says the same of an address that no page has and of one that is not for this role: neither tells what is there. */
export function NotFound() {
  const texts = useTexts();
  return (
    <>
      <PageHead title={texts.shell.notFound} lead={texts.shell.notFoundWhy} />
      <Link className="button" to="/">
        {texts.shell.home}
      </Link>
    </>
  );
}
