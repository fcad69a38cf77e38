import { Component, type ReactNode } from 'react';

import { useTexts } from '../texts/index.js';

/** A page that fails takes neither the menu nor the connection with it. */
export class Broken extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <BrokenPage /> : this.props.children;
  }
}

function BrokenPage() {
  const texts = useTexts();
  return (
    <div className="notice notice-bad" role="alert">
      <p>
        <strong>{texts.shell.broken}.</strong> {texts.shell.brokenWhy}
      </p>
      <button type="button" className="button button-small" onClick={() => location.reload()}>
        {texts.retry}
      </button>
    </div>
  );
}
