import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

import { formTexts } from '../forms/texts.js';
import { useTexts } from '../texts/index.js';
import { inboxTexts } from './texts.js';

/** The keys of the list, where one presses ?. */
export function Keys({ onClose }: { onClose: () => void }) {
  const texts = useTexts(inboxTexts);
  const { close } = useTexts(formTexts);
  return (
    <ModalOverlay
      className="dialog-ground"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => isOpen || onClose()}
    >
      <Modal className="dialog">
        <Dialog className="dialog-body">
          <Heading slot="title" className="dialog-title">
            {texts.keysTitle}
          </Heading>
          <dl className="keys">
            {texts.keys.map(([key, does]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <div className="dialog-deeds">
            <button type="button" className="button button-main" onClick={onClose}>
              {close}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
