import type { Host } from './host';
import { asWireError } from './wire-error';
import type { Status, WireError } from './wire.gen';

/** How the program is: what it claims, and nothing more than it said last. */
export class House {
  status = $state.raw<Status | null>(null);
  error = $state<WireError | null>(null);
  /** Why the pause could not be ended. */
  refused = $state<WireError | null>(null);
  resuming = $state(false);

  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  async refresh(): Promise<void> {
    try {
      this.status = await this.#host.ask('status', {});
      this.error = null;
    } catch (thrown) {
      // An old claim must not stand as if it were true.
      this.status = null;
      this.error = asWireError(thrown);
    }
  }

  async resume(): Promise<void> {
    this.resuming = true;
    this.refused = null;
    try {
      await this.#host.ask('resume', {});
    } catch (thrown) {
      this.refused = asWireError(thrown);
    } finally {
      this.resuming = false;
    }
    await this.refresh();
  }
}
