import { byDay, type Day } from './days';
import type { Page } from './pages';

/** What the list draws: a stretch of rows, or the room that rows take which are not drawn. */
export type Block = { kind: 'rows'; key: string; days: Day[] } | { kind: 'gap'; key: string; height: number };

/** A row's height until one was measured. */
const GUESS = 62;
/** No engine draws a page that is higher than some 30 million pixels: a gap stands for more than it measures. */
const HIGHEST = 10_000_000;

/** How high the pages were when they were last drawn. */
export type Heights = Map<number, number>;

export function heightOf(page: Page, heights: Heights): number {
  return heights.get(page.key) ?? page.count * GUESS;
}

/** The pages from `from` to `to` as rows, those around them as gaps; what is not at hand inside is a gap as well. */
export function blocksOf(pages: Page[], from: number, to: number, heights: Heights): Block[] {
  const blocks: Block[] = [];
  const seen = new Set<string>();
  let gap = 0;
  let runs = 0;
  const close = (key: string) => {
    if (gap > 0) blocks.push({ kind: 'gap', key, height: Math.min(gap, HIGHEST) });
    gap = 0;
  };
  for (let at = 0; at < pages.length;) {
    const run: Page[] = [];
    while (at + run.length < pages.length && drawn(pages, at + run.length, from, to)) {
      run.push(pages[at + run.length] as Page);
    }
    const [first] = run;
    if (!first) {
      gap += heightOf(pages[at] as Page, heights);
      at += 1;
      continue;
    }
    close(`gap-${blocks.length}`);
    // Twice in the feed (an event whose time changed while pages were read) is drawn once.
    const events = run.flatMap(({ rows }) => rows ?? []).filter(({ id }) => !seen.has(id) && seen.add(id));
    blocks.push({ kind: 'rows', key: `rows-${runs++}`, days: byDay(events, pages[at - 1]?.last) });
    at += run.length;
  }
  close('gap-below');
  return blocks;
}

function drawn(pages: Page[], at: number, from: number, to: number): boolean {
  return at >= from && at <= to && pages[at]?.rows !== null;
}

/** The pages that a view from `top` to `bottom` needs, where the page `first` begins at `start`. */
export function pagesIn(
  pages: Page[],
  heights: Heights,
  { top, bottom, first, start }: { top: number; bottom: number; first: number; start: number },
): { from: number; to: number } {
  let from = first;
  let edge = start;
  while (from > 0 && edge > top) edge -= heightOf(pages[--from] as Page, heights);
  let next = edge + heightOf(pages[from] as Page, heights);
  while (from < pages.length - 1 && next < top) {
    from += 1;
    next += heightOf(pages[from] as Page, heights);
  }
  let to = from;
  while (to < pages.length - 1 && next < bottom) {
    to += 1;
    next += heightOf(pages[to] as Page, heights);
  }
  return { from, to };
}
