import { recalled, remember } from './filter';
import type { Host } from './host';
import { FIRST, keeping, PAGE, pageOf, split, withRows, type Page } from './pages';
import { inTurn } from './turn';
import { asWireError } from './wire-error';
import type { FeedEvent, FeedFilter, FeedPage, WireError } from './wire.gen';

export { EVERYTHING } from './filter';

/** A page that is read again asks for a little more, so that a few new rows cost no second question. */
const SLACK = 14;
/** So many questions for one page at most: what came meanwhile is then reached by scrolling. */
const ROUNDS = 20;
/** Pages whose rows are kept beyond those on screen, on either side. */
const NEAR = 4;

/**
 * The feed as far as it was read: pages, newest first. Only those near what is on screen keep their rows; the others
 * keep their cursor and are read again when somebody comes back to them, so that a million rows cost no memory.
 */
export class Feed {
  pages = $state.raw<Page[]>([]);
  phase = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state<WireError | null>(null);
  more = $state<'idle' | 'loading' | 'failed'>('idle');
  /** The last action that was taken back, and why. */
  refused = $state<WireError | null>(null);
  unread = $state(0);
  /** What the person wants to see, and what the rows on screen are an answer to. */
  filter = $state.raw<FeedFilter>(recalled());
  answered = $state.raw<FeedFilter>(this.filter);
  /** Ids that came in while the panel was open: they may announce themselves. */
  fresh = $state.raw<ReadonlySet<string>>(new Set());
  /** How many times something arrived: the bell swings with each. */
  arrivals = $state(0);
  /** Is somebody reading what must not move? Written by the list. */
  reading = false;
  /** The pages on screen. Written by the list. */
  inView = { from: 0, to: 0 };

  #next: string | null = null;
  #host: Host;
  /** Grows whenever all pages are others: an answer to an older question is dropped. */
  #turn = 0;
  #loads = 0;
  #marked = new Set<string>();
  #sought = Promise.resolve();

  constructor(host: Host) {
    this.#host = host;
  }

  #ask(before: string | null, limit = PAGE, filter = this.answered): Promise<FeedPage> {
    return this.#host.ask('feedPage', { before, limit, filter });
  }

  get complete(): boolean {
    return this.#next === null;
  }

  /** How many were read, at hand or not. */
  get count(): number {
    return this.pages.reduce((sum, { count }) => sum + count, 0);
  }

  /** The rows that are at hand. */
  get events(): FeedEvent[] {
    return this.pages.flatMap(({ rows }) => rows ?? []);
  }

  /** How many came while somebody was reading. */
  get held(): number {
    return this.pages.reduce(
      (sum, { rows, whole }) => sum + (whole?.length ?? 0) - (whole ? (rows?.length ?? 0) : 0),
      0,
    );
  }

  /** Reads the first page, or everything anew after a failure. */
  async load(): Promise<void> {
    const filter = this.filter;
    const load = (this.#loads += 1);
    // An answer that was overtaken says what was true before.
    const overtaken = () => filter !== this.filter || load !== this.#loads;
    if (this.pages.length === 0) this.phase = 'loading';
    try {
      const page = await this.#ask(null, FIRST, filter);
      if (overtaken()) return;
      this.#turn += 1;
      this.#marked.clear();
      this.answered = filter;
      this.pages = page.events.length > 0 ? [pageOf(null, page.events)] : [];
      this.inView = { from: 0, to: 0 };
      this.unread = page.unread;
      this.#next = page.next;
      this.more = 'idle';
      this.phase = 'ready';
      this.error = null;
    } catch (thrown) {
      if (overtaken()) return;
      this.error = asWireError(thrown);
      this.phase = 'failed';
    }
  }

  /**
   * Asks for something else. What is shown stays until the answer comes, and the latest question wins: while one is on
   * its way only the newest of those that follow is asked.
   */
  seek(filter: FeedFilter): Promise<void> {
    this.filter = filter;
    remember(filter);
    return (this.#sought = this.#seek());
  }

  /** Until the rows on screen are the answer to what was asked for last. */
  settled(): Promise<void> {
    return this.#sought;
  }

  #seek = inTurn(() => this.load());

  /** Whether the rows on screen are still the answer to an older question. */
  get seeking(): boolean {
    return this.filter !== this.answered && this.phase === 'ready';
  }

  /** Whether there is no answer, but only the rows of an older question. */
  get unanswered(): boolean {
    return this.filter !== this.answered && this.phase === 'failed';
  }

  /** Reads the next page below; does nothing while one is on its way or none is left. */
  async loadMore(): Promise<void> {
    if (this.#next === null || this.more === 'loading' || this.phase !== 'ready') return;
    this.more = 'loading';
    const [before, turn] = [this.#next, this.#turn];
    try {
      const page = await this.#ask(before);
      if (turn !== this.#turn) return;
      if (this.#next === before) {
        if (page.events.length > 0) this.pages = [...this.pages, pageOf(before, page.events)];
        this.#next = page.next;
      }
      this.more = 'idle';
    } catch {
      if (turn === this.#turn) this.more = 'failed';
    }
  }

  /** Something changed: reads what is on screen again. */
  refresh = inTurn(async () => {
    if (this.phase !== 'ready' || this.pages.length === 0) return this.load();
    this.pages = this.pages.map((page) => ({ ...page, stale: true }));
    const top = this.pages[0];
    if (top) await this.#reread(top.key);
    await this.#readView();
  });

  /** The list tells which pages are on screen: these are read where they are missing or old, far ones are dropped. */
  async show(from: number, to: number): Promise<void> {
    this.inView = { from, to };
    const far = (at: number) => at > 0 && (at < from - NEAR || at > to + NEAR);
    if (this.pages.some(({ rows }, at) => rows !== null && far(at))) {
      this.pages = this.pages.map((page, at) => (far(at) ? { ...page, rows: null, whole: null } : page));
    }
    await this.#readView();
  }

  async #readView(): Promise<void> {
    const tried = new Set<number>();
    for (;;) {
      const { from, to } = this.inView;
      const next = this.pages
        .slice(from, to + 1)
        .find((page) => (page.stale || page.rows === null) && !tried.has(page.key));
      if (!next) return;
      tried.add(next.key);
      await this.#reread(next.key);
    }
  }

  async #reread(key: number): Promise<void> {
    const turn = this.#turn;
    const at = () => this.pages.findIndex((page) => page.key === key);
    const page = this.pages[at()];
    if (!page) return;
    const after = new Set(this.pages[at() + 1]?.rows?.map(({ id }) => id));
    const read = await this.#stretch(page, after).catch(() => null);
    const index = at();
    // A failure leaves what is shown; the next change tries again.
    if (read === null || turn !== this.#turn || index === -1) return;
    const pages = this.#settled(this.pages[index] ?? page, read.events, index);
    const rest = this.pages.slice(index + 1);
    const [next] = rest;
    // What follows begins where this now ends.
    const end = pages.at(-1)?.end;
    if (next && end !== undefined && next.before !== end) rest[0] = { ...next, before: end };
    this.pages = [...this.pages.slice(0, index), ...pages, ...(read.reached ? rest : [])];
    if (!read.reached || rest.length === 0) this.#next = read.next;
  }

  /** The rows from where a page begins to where it ended when it was last read. */
  async #stretch(page: Page, after: ReadonlySet<string>) {
    const events: FeedEvent[] = [];
    let next = page.before;
    for (let round = 0; round < ROUNDS; round++) {
      const read = await this.#ask(next, PAGE + SLACK);
      events.push(...read.events);
      next = read.next;
      this.unread = read.unread;
      const end = events.findIndex(({ cursor }) => cursor === page.end);
      const beyond = events.findIndex(({ id }) => after.has(id));
      const cut = end !== -1 ? end + 1 : beyond;
      if (cut !== -1) {
        const all = next === null && cut === events.length;
        return {
          events: events.slice(0, cut),
          reached: true,
          next: all ? null : (events[cut - 1]?.cursor ?? next),
        };
      }
      if (next === null) break;
    }
    return { events, reached: false, next };
  }

  /** What a page becomes of what was read: where somebody reads, rows that were not there yet wait. */
  #settled(page: Page, read: FeedEvent[], index: number): Page[] {
    const rows = this.answered.unread ? keeping(read, page.rows ?? [], this.#marked) : read;
    const known = new Set(
      this.pages
        .slice(Math.max(0, index - 1), index + 2)
        .flatMap((one) => (one.rows ?? []).map(({ id }) => id)),
    );
    const arrived = page.rows === null ? [] : rows.filter(({ id }) => !known.has(id));
    const before = page.whole ? page.whole.length - (page.rows?.length ?? 0) : 0;
    if (index === 0 && arrived.length > before) this.arrivals += 1;
    if (arrived.length > 0 && this.reading) {
      const shown = rows.filter(({ id }) => known.has(id));
      return [{ ...withRows(page, shown), whole: rows, stale: false }];
    }
    if (index === 0) this.fresh = new Set(arrived.map(({ id }) => id));
    return rows.length > 0 ? split(page, rows) : [];
  }

  /** Shows what was held back. */
  release(): void {
    if (this.held === 0) return;
    const shown = new Set(this.events.map(({ id }) => id));
    this.pages = this.pages.flatMap((page) => (page.whole ? split(page, page.whole) : [page]));
    this.fresh = new Set(this.events.flatMap(({ id }) => (shown.has(id) ? [] : [id])));
  }

  async setUnread(ids: string[], unread: boolean): Promise<boolean> {
    return this.#optimistic(ids, unread, () => this.#host.ask('setUnread', { ids, unread }));
  }

  /** Marks everything as read; answers with what was marked, where it can be undone, or nothing where it failed. */
  async markAllRead(): Promise<{ count: number; ids: string[] } | null> {
    const ids = this.events.filter((event) => event.unread).map((event) => event.id);
    const before = this.unread;
    let marked = null;
    const done = this.#optimistic(
      ids,
      false,
      async () => (marked = await this.#host.ask('markAllRead', {})),
      before,
    );
    this.unread = 0;
    await done;
    return marked;
  }

  /** Opens the event's page, by which it is read. One without a page is only read. */
  async open(event: FeedEvent): Promise<void> {
    if (event.link !== null)
      await this.#optimistic([event.id], false, () => this.#host.ask('openEvent', { id: event.id }));
    else if (event.unread) await this.setUnread([event.id], false);
  }

  /** Shows the outcome at once and takes it back, with the reason, when it was refused. */
  async #optimistic(
    ids: string[],
    unread: boolean,
    act: () => Promise<unknown>,
    count = this.unread,
  ): Promise<boolean> {
    const changed = this.#mark(new Set(ids), unread);
    this.unread = Math.max(0, count + (unread ? changed.size : -changed.size));
    this.refused = null;
    try {
      await act();
      return true;
    } catch (thrown) {
      this.#mark(changed, !unread);
      this.unread = count;
      this.refused = asWireError(thrown);
      return false;
    }
  }

  #mark(ids: ReadonlySet<string>, unread: boolean): Set<string> {
    const changed = new Set<string>();
    const mark = (event: FeedEvent) => {
      if (!ids.has(event.id) || event.unread === unread) return event;
      changed.add(event.id);
      this.#marked.add(event.id);
      return { ...event, unread };
    };
    const marked = (page: Page) => ({
      ...page,
      rows: page.rows?.map(mark) ?? null,
      whole: page.whole?.map(mark) ?? null,
    });
    this.pages = this.pages.map((page) => (page.rows?.some(({ id }) => ids.has(id)) ? marked(page) : page));
    return changed;
  }
}
