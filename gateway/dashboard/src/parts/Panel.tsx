import { useId, type ReactNode, type Ref } from 'react';

interface PanelProps {
  readonly title: string;
  /** Names the panel's place on the board. */
  readonly area: string;
  readonly id?: string;
  readonly aside?: ReactNode;
  readonly isBusy?: boolean;
  readonly isOld?: boolean;
  readonly ref?: Ref<HTMLElement>;
  readonly children: ReactNode;
}

/** A titled region of the board. */
export function Panel({ title, area, id, aside, isBusy = false, isOld = false, ref, children }: PanelProps) {
  const heading = useId();
  return (
    <section
      ref={ref}
      id={id}
      className={`panel area-${area}${isOld ? ' old' : ''}`}
      aria-labelledby={heading}
      aria-busy={isBusy}
    >
      <div className="panel-head">
        <h2 id={heading}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
