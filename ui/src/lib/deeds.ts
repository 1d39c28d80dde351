import type { Feed } from './feed.svelte';
import type { Host } from './host';
import type { Router } from './router.svelte';
import type { Toasts } from './toasts.svelte';
import { asWireError } from './wire-error';
import type { FeedEvent, Muted, Replay } from './wire.gen';

/** The words for what was done, which load with the first deed. */
const words = () => import('./feed-words');
type Say = Awaited<ReturnType<typeof words>>['say'];

/** What can be done with an event of the feed. Each says what it did, and takes it back where that can be. */
export class Deeds {
  readonly #host: Host;
  readonly #feed: Feed;
  readonly #router: Router;
  readonly #toasts: Toasts;

  constructor(host: Host, feed: Feed, router: Router, toasts: Toasts) {
    this.#host = host;
    this.#feed = feed;
    this.#router = router;
    this.#toasts = toasts;
  }

  /** Does what a key means for `event`; answers whether it means anything. Enter is the row's own click. */
  byKey(key: string, event: FeedEvent): boolean {
    const acts: Record<string, () => unknown> = {
      ' ': () => this.details(event),
      e: () => this.toggleRead(event),
      m: () => this.mute(event),
      r: () => this.replay(event),
      c: () => this.copy(event),
    };
    const act = acts[key];
    void act?.();
    return act !== undefined;
  }

  /** The event's page in App Store Connect; where none is known, what is known here. */
  open(event: FeedEvent): Promise<void> {
    if (event.link !== null) return this.#feed.open(event);
    this.details(event);
    return Promise.resolve();
  }

  details(event: FeedEvent): void {
    if (event.unread) void this.#feed.setUnread([event.id], false);
    this.#router.go({ name: 'event', id: event.id });
  }

  async toggleRead(event: FeedEvent): Promise<void> {
    const unread = !event.unread;
    if (!(await this.#feed.setUnread([event.id], unread))) return;
    const { say } = await words();
    this.#toasts.offer({
      text: say(unread ? 'panel-done-unread' : 'panel-done-read'),
      undo: async () => void (await this.#feed.setUnread([event.id], !unread)),
    });
  }

  async markAllRead(): Promise<void> {
    const marked = await this.#feed.markAllRead();
    if (marked === null) return;
    const { say } = await words();
    const { count, ids } = marked;
    this.#toasts.offer({
      text: say('panel-done-all-read', { count }),
      ...(ids.length > 0 && { undo: async () => void (await this.#feed.setUnread(ids, true)) }),
    });
  }

  async mute(event: FeedEvent): Promise<void> {
    const muted = await this.#try(() => this.#host.ask('mute', { id: event.id }));
    if (muted === null) return;
    const { say } = await words();
    const silent = muted.now === 'passive';
    this.#toasts.offer({
      text: say(silent ? 'panel-done-muted' : 'panel-done-unmuted', {
        what: event.headline,
        channel: muted.channel,
      }),
      undo: () => this.#unmute(muted),
    });
  }

  async #unmute({ channel, key, before }: Muted): Promise<void> {
    await this.#try(() => this.#host.ask('setLevel', { channel, key, level: before }));
  }

  async replay(event: FeedEvent): Promise<void> {
    const replay = await this.#try(() => this.#host.ask('replay', { id: event.id, ring: true }));
    if (replay !== null) this.#toasts.offer({ text: rungAgain(replay, (await words()).say) });
  }

  async copy(event: FeedEvent): Promise<void> {
    const copied = await this.#try(async () => {
      const { copies } = await this.#host.ask('eventDetail', { id: event.id });
      return this.#host.ask('copy', { text: copies.json });
    });
    if (copied !== null) this.#toasts.offer({ text: (await words()).say('panel-done-copied') });
  }

  async sendTest(): Promise<void> {
    const sent = await this.#try(() => this.#host.ask('sendSample', { name: 'ping', endpoint: null }));
    if (sent !== null) this.#toasts.offer({ text: (await words()).say('panel-done-sent') });
  }

  /** What came of it, or nothing where it failed: the reason is told then. */
  async #try<T>(act: () => Promise<T>): Promise<T | null> {
    this.#feed.refused = null;
    try {
      return await act();
    } catch (thrown) {
      this.#feed.refused = asWireError(thrown);
      return null;
    }
  }
}

/** What a replay rang, in a sentence. */
function rungAgain({ rings, rang }: Replay, say: Say): string {
  const [first] = rings;
  if (!rang || !first) return say('panel-done-silent');
  if (rings.length > 1) return say('panel-done-rang-many', { count: rings.length, title: first.title });
  return say('panel-done-rang', { title: first.title, channel: first.channel });
}
