import { useEffect, useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

import type { Problem } from '../graph/problem.js';
import { useTexts } from '../texts/index.js';
import { Refusal } from './Refusal.js';
import { formTexts } from './texts.js';

interface FormDialogProps {
  readonly title: string;
  readonly submit: string;
  /** A deed that cannot be undone, or that says no. */
  readonly isGrave?: boolean;
  readonly isWide?: boolean;
  /** Does it; null where it is done, else why it is not: then the dialog stays, with all that was typed. */
  readonly onSubmit: () => Promise<Problem | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question that has to be answered before the page goes on; what was typed outlives every refusal. */
export function FormDialog(props: FormDialogProps) {
  const { title, submit, isGrave = false, isWide = false, onSubmit, onClose, children } = props;
  const texts = useTexts(formTexts);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  // The first thing to fill in, else the deed itself: who came by a key goes on by keys.
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const fields = 'input, textarea, select, [role="spinbutton"]';
    const find = (what: string) => form.current?.querySelector<HTMLElement>(what);
    (find(fields) ?? find('[type="submit"]'))?.focus();
  }, []);

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    setProblem(null);
    const refused = await onSubmit();
    setSending(false);
    if (refused === null) onClose();
    else setProblem(refused);
  }

  return (
    <ModalOverlay
      className="dialog-ground"
      isOpen
      isKeyboardDismissDisabled={isSending}
      onOpenChange={(isOpen) => {
        if (!isOpen && !isSending) onClose();
      }}
    >
      <Modal className={isWide ? 'dialog dialog-wide' : 'dialog'}>
        <Dialog className="dialog-body">
          <form ref={form} onSubmit={(event) => void send(event)}>
            <Heading slot="title" className="dialog-title">
              {title}
            </Heading>
            <div className="dialog-fields">{children}</div>
            <Refusal problem={problem} />
            <div className="dialog-deeds">
              <button type="button" className="button" disabled={isSending} onClick={onClose}>
                {texts.cancel}
              </button>
              <button
                type="submit"
                className={isGrave ? 'button button-grave' : 'button button-main'}
                aria-disabled={isSending}
              >
                {isSending ? texts.sending : submit}
              </button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
