import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/**
 * Takes the reader to the part of the page that the address names, once it is there: brought into view, with the focus there.
 */
export function useArrival(isReady: boolean): void {
  const { hash, key } = useLocation();
  const arrivedAt = useRef('');
  useEffect(() => {
    if (!isReady || hash === '' || arrivedAt.current === key) return;
    arrivedAt.current = key;
    bringTo(decodeURIComponent(hash.slice(1)));
  }, [isReady, hash, key]);
}

/** Brings an element of the page into view and puts the focus on it, or where it is a form on its first control. */
export function bringTo(id: string): void {
  const target = document.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  if (target === null) return;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  target.scrollIntoView({ block: 'start', behavior: isStill ? 'auto' : 'smooth' });
  const control = target.querySelector<HTMLElement>(
    'input:not([type="file"], [type="hidden"], [hidden]):enabled, textarea:enabled, select:enabled, [role="spinbutton"]',
  );
  const isForm = target.hasAttribute('data-form');
  (isForm ? (control ?? target) : target).focus({ preventScroll: true });
}
