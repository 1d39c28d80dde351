import { narrowed } from './filter';
import type { Name, Reply, Request } from './host';

declare global {
  interface Window {
    /** What the program answered before the page was there to ask, and when, in milliseconds. */
    first?: { at: number; answers: { [N in Name]?: Reply<N> } };
  }
}

/** Older answers are not news any more: a page that was loaded again asks for itself. */
const FRESH = 10_000;

/** The answer that came with the page, if this is one of its first questions. Each is given once. */
export function first<N extends Name>(command: N, request: Request<N>): Reply<N> | undefined {
  const { first } = window;
  if (!first || Date.now() - first.at > FRESH) return undefined;
  if (command === 'feedPage') {
    // The program knows of no filters that this page kept.
    const { before, filter } = request as Request<'feedPage'>;
    if (before !== null || narrowed(filter)) return undefined;
  }
  const answer = first.answers[command];
  delete first.answers[command];
  return answer;
}
