import { dayNumber, happened } from './time';
import type { FeedEvent } from './wire.gen';

/** A stretch of the feed: its rows, or, when it is far from what is being read, only where it stands. */
export type Page = {
  /** Stays the same as long as the page is known. */
  key: number;
  /** The cursor after which it begins; the newest page begins at none. */
  before: string | null;
  /** The cursor of its last row: the next page begins after it. */
  end: string;
  /** `null` once they were dropped; they can be read again. */
  rows: FeedEvent[] | null;
  /** With what came while somebody was reading; shown when that may move the rows. */
  whole: FeedEvent[] | null;
  count: number;
  /** Something changed since it was read. */
  stale: boolean;
  last: Last;
};

/** What a page's last row belongs to: the next page may go on with it. */
export type Last = { instance: string | null; day: number };

/** A page that grows beyond this becomes two. */
const ROOM = 80;
export const PAGE = 50;
/** What is in view when the panel opens, and a little more: the list reads on by itself once that is painted. */
export const FIRST = 16;

let keys = 0;

export function pageOf(before: string | null, rows: FeedEvent[], key = ++keys): Page {
  return { key, before, whole: null, stale: false, ...ofRows(rows) };
}

/** The same rows as pages of a usual size; the first goes on as `page`. */
export function split(page: Page, rows: FeedEvent[]): Page[] {
  const first = rows.slice(0, rows.length > ROOM ? PAGE : ROOM);
  const pages = [pageOf(page.before, first, page.key)];
  for (let at = first.length; at < rows.length; at += PAGE) {
    pages.push(pageOf(rows[at - 1]?.cursor ?? null, rows.slice(at, at + PAGE)));
  }
  return pages;
}

/** A page with other rows of the same stretch. */
export function withRows(page: Page, rows: FeedEvent[]): Page {
  return { ...page, ...ofRows(rows) };
}

function ofRows(rows: FeedEvent[]): Pick<Page, 'rows' | 'count' | 'end' | 'last'> {
  const last = rows.at(-1);
  return {
    rows,
    count: rows.length,
    end: last?.cursor ?? '',
    last: { instance: last?.instance ?? null, day: last ? dayNumber(happened(last)) : 0 },
  };
}

/**
 * `read` with those of `shown` put back in their places that `stays` holds: a row that was just marked must not
 * vanish under the eye because the filter no longer means it.
 */
export function keeping(read: FeedEvent[], shown: FeedEvent[], stays: ReadonlySet<string>): FeedEvent[] {
  const present = new Set(read.map(({ id }) => id));
  const merged = [...read];
  for (const [at, event] of shown.entries()) {
    if (present.has(event.id) || !stays.has(event.id)) continue;
    const after = shown
      .slice(0, at)
      .reverse()
      .find(({ id }) => present.has(id));
    merged.splice(after ? merged.findIndex(({ id }) => id === after.id) + 1 : 0, 0, event);
    present.add(event.id);
  }
  return merged;
}
