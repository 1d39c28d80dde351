import type { Host } from './host';
import { asWireError } from './wire-error';
import type { FeedEvent, FeedFilter, WireError } from './wire.gen';

export const PAGE = 50;

export const EVERYTHING: FeedFilter = {
  search: null,
  app: null,
  kind: null,
  channel: null,
  unread: false,
  provenance: null,
};

/** The feed as far as it was read: newest first, with what came while the reader was further down held back. */
export class Feed {
  events = $state.raw<FeedEvent[]>([]);
  /** Arrived while the reader was scrolled away; shown on request, so that nothing moves under the eye. */
  held = $state.raw<FeedEvent[]>([]);
  phase = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state<WireError | null>(null);
  more = $state<'idle' | 'loading' | 'failed'>('idle');
  /** The last action that was taken back, and why. */
  refused = $state<WireError | null>(null);
  unread = $state(0);
  /** Ids that came in while the panel was open: they may announce themselves. */
  fresh = $state.raw<ReadonlySet<string>>(new Set());
  /** How many times something arrived: the bell swings with each. */
  arrivals = $state(0);
  /** Is the reader at the top? Written by the list. */
  atTop = true;

  #next: string | null = null;
  #host: Host;
  #busy: Promise<void> | null = null;
  #again = false;

  constructor(host: Host) {
    this.#host = host;
  }

  filter = $state.raw<FeedFilter>(EVERYTHING);

  #page(before: string | null) {
    return this.#host.ask('feedPage', { before, limit: PAGE, filter: this.filter });
  }

  get complete(): boolean {
    return this.#next === null;
  }

  /** Reads the first page, or everything anew after a failure. */
  async load(): Promise<void> {
    this.phase = this.events.length > 0 ? 'ready' : 'loading';
    try {
      const page = await this.#page(null);
      this.events = page.events;
      this.held = [];
      this.unread = page.unread;
      this.#next = page.next;
      this.phase = 'ready';
      this.error = null;
    } catch (thrown) {
      this.error = asWireError(thrown);
      this.phase = 'failed';
    }
  }

  /** Reads the next page below; does nothing while one is on its way or none is left. */
  async loadMore(): Promise<void> {
    if (this.#next === null || this.more === 'loading' || this.phase !== 'ready') return;
    this.more = 'loading';
    const before = this.#next;
    try {
      const page = await this.#page(before);
      if (this.#next === before) {
        const known = new Set(this.events.map((event) => event.id));
        this.events = [...this.events, ...page.events.filter((event) => !known.has(event.id))];
        this.#next = page.next;
      }
      this.more = 'idle';
    } catch {
      this.more = 'failed';
    }
  }

  /** Something changed: reads what is on screen again. Calls during a reading lead to one more, not to many. */
  refresh(): Promise<void> {
    if (this.#busy) {
      this.#again = true;
      return this.#busy;
    }
    this.#busy = this.#refresh().finally(() => (this.#busy = null));
    return this.#busy;
  }

  async #refresh(): Promise<void> {
    do {
      this.#again = false;
      if (this.phase !== 'ready') await this.load();
      else await this.#reread();
    } while (this.#again);
  }

  async #reread(): Promise<void> {
    const last = this.events.at(-1)?.id;
    const read: FeedEvent[] = [];
    let next: string | null = null;
    try {
      do {
        const page = await this.#page(next);
        read.push(...page.events);
        next = page.next;
        this.unread = page.unread;
      } while (next !== null && last !== undefined && !read.some((event) => event.id === last));
    } catch {
      return; // What is shown stays; the next change tries again.
    }
    this.#next = next;
    this.#place(read);
  }

  #place(read: FeedEvent[]): void {
    const known = new Set(this.events.map((event) => event.id));
    const start = read.findIndex((event) => known.has(event.id));
    const arrived = start === -1 ? read : read.slice(0, start);
    const more = arrived.length > this.held.length;
    if (more) this.arrivals += 1;
    if (this.atTop || this.events.length === 0) {
      this.fresh = new Set(arrived.map((event) => event.id));
      this.events = read;
      this.held = [];
    } else {
      this.events = start === -1 ? this.events : read.slice(start);
      this.held = arrived;
    }
  }

  /** Shows what was held back. */
  release(): void {
    if (this.held.length === 0) return;
    this.fresh = new Set(this.held.map((event) => event.id));
    this.events = [...this.held, ...this.events];
    this.held = [];
  }

  async setUnread(id: string, unread: boolean): Promise<void> {
    await this.#optimistic([id], unread, () => this.#host.ask('setUnread', { ids: [id], unread }));
  }

  async markAllRead(): Promise<void> {
    const ids = [...this.held, ...this.events].filter((event) => event.unread).map((event) => event.id);
    const before = this.unread;
    const done = this.#optimistic(ids, false, () => this.#host.ask('markAllRead', {}), before);
    this.unread = 0;
    await done;
  }

  /** Opens the event's page, by which it is read. One without a page is only read. */
  async open(event: FeedEvent): Promise<void> {
    if (event.link !== null)
      await this.#optimistic([event.id], false, () => this.#host.ask('openEvent', { id: event.id }));
    else if (event.unread) await this.setUnread(event.id, false);
  }

  /** Shows the outcome at once and takes it back, with the reason, when it was refused. */
  async #optimistic(
    ids: string[],
    unread: boolean,
    act: () => Promise<unknown>,
    count = this.unread,
  ): Promise<void> {
    const changed = this.#mark(new Set(ids), unread);
    this.unread = Math.max(0, count + (unread ? changed.size : -changed.size));
    this.refused = null;
    try {
      await act();
    } catch (thrown) {
      this.#mark(changed, !unread);
      this.unread = count;
      this.refused = asWireError(thrown);
    }
  }

  #mark(ids: ReadonlySet<string>, unread: boolean): Set<string> {
    const changed = new Set<string>();
    const mark = (event: FeedEvent) => {
      if (!ids.has(event.id) || event.unread === unread) return event;
      changed.add(event.id);
      return { ...event, unread };
    };
    this.events = this.events.map(mark);
    this.held = this.held.map(mark);
    return changed;
  }
}
