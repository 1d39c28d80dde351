import type { Change } from './wire.gen';

/** What may have happened while nobody listened. */
const ANYTHING: Change[] = [{ type: 'feed' }, { type: 'status' }, { type: 'settings' }];

/**
 * The one ear of a page: every view hears through it. `listen` begins with the first who wants to hear, and says when
 * it stands. Questions wait for that, because a change between an answer and the first word that is heard would stay
 * unseen until the next.
 */
export function ear(listen: (hear: (change: Change) => void) => Promise<unknown>) {
  const hearers = new Set<(change: Change) => void>();
  const hear = (change: Change) => hearers.forEach((hearer) => hearer(change));
  let standing: Promise<unknown> | null = null;
  return {
    /** Resolves once nothing can be missed any more; at once where nobody wants to hear. */
    standing: () => standing,
    /** After a time in which words may have been lost. */
    missed: () => ANYTHING.forEach(hear),
    onChange(hearer: (change: Change) => void): () => void {
      hearers.add(hearer);
      standing ??= listen(hear);
      return () => void hearers.delete(hearer);
    },
  };
}
