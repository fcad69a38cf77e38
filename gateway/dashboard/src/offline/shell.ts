/**
 * Has the browser keep the page's frame, so that a school's form opens without a network (`worker/worker.ts`). Some browsers know no
 * workers, and none does on an address without TLS: there the page opens with a network only, as it did.
 */
export function keepShell(): void {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  if (workers === undefined || !import.meta.env.PROD) return;
  // A private window may refuse: nobody is the worse for it.
  workers.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined);
}
