import { dayAndMinute } from '../../format/date.js';
import { useTexts } from '../../texts/index.js';
import { SchoolLink } from '../parts/SchoolLink.js';
import { itemPart, type ListedItem } from './places.js';
import { homeWords } from './texts.js';

/** Items that the office sent back, with its reason: above everything else, and read out as they come. */
export function Returned({ items }: { items: readonly ListedItem[] }) {
  const shared = useTexts();
  const words = useTexts(homeWords);
  const back = items.filter(({ state }) => state === 'RETURNED' || state === 'REOPENED');
  return (
    <div aria-live="polite">
      {back.length > 0 && (
        <section className="panel returned" aria-labelledby="returned-title">
          <div className="panel-head">
            <h2 id="returned-title">{words.returned}</h2>
            <span className="panel-note">{words.count(back.length)}</span>
          </div>
          <ul>
            {back.map((item) => {
              const title = shared.pick(item.titleVi, item.titleEn);
              return (
                <li key={item.id} data-returned={item.id}>
                  <h3>
                    {title} <span className="clause">{item.clause}</span>
                    {item.state === 'REOPENED' && <span className="tag">{words.reopened}</span>}
                  </h3>
                  <blockquote lang="vi">{item.returnReason}</blockquote>
                  {item.updatedAt !== null && (
                    <p className="quiet">{words.returnedWhy(dayAndMinute(item.updatedAt))}</p>
                  )}
                  <SchoolLink page="checklist" part={itemPart(item.id)} className="button button-main">
                    {words.mend}
                    <span className="only-heard">{words.about(title)}</span>
                  </SchoolLink>
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </div>
  );
}
