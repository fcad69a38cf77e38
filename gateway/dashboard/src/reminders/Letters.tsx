import type { SendRemindersMutation } from '../generated/graphql.js';
import { useTexts } from '../texts/index.js';
import { reminderTexts } from './texts.js';

/** Every letter as it will be read; those that went out today are marked and not sent again. */
export function Letters({ reminders }: { reminders: SendRemindersMutation['sendReminders']['reminders'] }) {
  const shared = useTexts();
  const texts = useTexts(reminderTexts);
  if (reminders.length === 0) return <p className="empty">{texts.nobody}</p>;
  return (
    <ul className="letters" aria-label={texts.letters}>
      {reminders.map(({ school, role, title, body, emails, alreadySent }) => (
        <li key={`${school.code}-${role}`}>
          <details>
            <summary>
              <strong>{school.name ?? shared.table.unnamed(school.code)}</strong> · {shared.header.role(role)}
              {alreadySent && <span className="tag tag-stale">{texts.already}</span>}
            </summary>
            <p className="quiet">
              {texts.to}: {emails.length === 0 ? texts.noMail : emails.join(', ')}
            </p>
            <div className="letter" lang="vi">
              <p>
                <strong>{title}</strong>
              </p>
              <p className="words">{body}</p>
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
