import type { Host } from '../../host';
import { inTurn } from '../../turn';
import { asWireError } from '../../wire-error';
import type { EventDetail, WireError } from '../../wire.gen';

/** One event as far as it was read. */
export class Page {
  detail = $state.raw<EventDetail | null>(null);
  error = $state<WireError | null>(null);
  unread = $state(false);

  #host: Host;
  #id: string;

  constructor(host: Host, id: string) {
    this.#host = host;
    this.#id = id;
  }

  /** Reads the event; what was read before stays in sight when that fails. */
  load = inTurn(async () => {
    try {
      this.detail = await this.#host.ask('eventDetail', { id: this.#id });
      this.unread = this.detail.event.unread;
      this.error = null;
    } catch (thrown) {
      const error = asWireError(thrown);
      if (error.code === 'not-found') this.detail = null;
      this.error = error;
    }
  });

  /** Marks it, at once; takes that back when it was refused, and rejects with the reason. */
  async mark(unread: boolean): Promise<void> {
    const before = this.unread;
    this.unread = unread;
    try {
      await this.#host.ask('setUnread', { ids: [this.#id], unread });
    } catch (thrown) {
      this.unread = before;
      throw asWireError(thrown);
    }
  }
}
