/** The page's colours as a canvas needs them: computed, for the theme that stands now. */
export interface Colours {
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly panel: string;
  readonly today: string;
  readonly series: readonly string[];
}

/** Reads them off an element: `light-dark()` is resolved by the browser, not by the text of the property. */
export function coloursOf(element: Element): Colours {
  const probe = document.createElement('span');
  element.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    ink: read('ink'),
    faint: read('ink-faint'),
    line: read('line'),
    panel: read('panel'),
    today: read('today'),
    series: [read('accent'), read('good'), read('warn'), read('none')],
  };
  probe.remove();
  return colours;
}
