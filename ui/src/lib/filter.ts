import type { FeedFilter, Provenance } from './wire.gen';

export const EVERYTHING: FeedFilter = {
  search: null,
  app: null,
  kind: null,
  channel: null,
  unread: false,
  provenance: null,
};

const KEPT = 'shipbell.filter';
const PROVENANCES: readonly unknown[] = ['signed', 'recovered', 'sample'] satisfies Provenance[];

/** How many filters hold, the search aside. */
export function filters({ app, kind, channel, unread, provenance }: FeedFilter): number {
  return [app, kind, channel, provenance].filter((one) => one !== null).length + Number(unread);
}

/** Whether something may be left out of the feed. */
export function narrowed(filter: FeedFilter): boolean {
  return filters(filter) > 0 || (filter.search ?? '').trim() !== '';
}

/** Keeps the filters for the next opening; a search is of the moment. */
export function remember(filter: FeedFilter): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...filter, search: null }));
  } catch {
    // A page without storage begins with everything, which hides nothing.
  }
}

/** The filters of the last opening; everything where they cannot be read. */
export function recalled(): FeedFilter {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return EVERYTHING;
    const text = (name: string) => {
      const value: unknown = Reflect.get(kept, name);
      return typeof value === 'string' ? value : null;
    };
    const provenance = text('provenance');
    return {
      search: null,
      app: text('app'),
      kind: text('kind'),
      channel: text('channel'),
      unread: Reflect.get(kept, 'unread') === true,
      provenance: PROVENANCES.includes(provenance) ? (provenance as Provenance) : null,
    };
  } catch {
    return EVERYTHING;
  }
}
