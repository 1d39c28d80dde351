import type { Host } from './host';
import { inTurn } from './turn';
import { asWireError } from './wire-error';
import type { PauseChoice, Status, WireError } from './wire.gen';

/** How the program is: what it claims, and nothing more than it said last. */
export class House {
  status = $state.raw<Status | null>(null);
  error = $state<WireError | null>(null);
  /** Why the pause could not be begun or ended, or the panel not be pinned. */
  refused = $state<WireError | null>(null);
  resuming = $state(false);
  /** Whether the panel stays open when it loses the focus. It begins anew with each opening. */
  pinned = $state(false);

  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Asks anew. */
  refresh = inTurn(async () => {
    try {
      this.status = await this.#host.ask('status', {});
      this.error = null;
    } catch (thrown) {
      // An old claim must not stand as if it were true.
      this.status = null;
      this.error = asWireError(thrown);
    }
  });

  async pause(choice: PauseChoice): Promise<void> {
    await this.#try(() => this.#host.ask('pause', { choice }));
    await this.refresh();
  }

  async resume(): Promise<void> {
    this.resuming = true;
    await this.#try(() => this.#host.ask('resume', {}));
    this.resuming = false;
    await this.refresh();
  }

  /** Installs the version that waits; the program then starts anew. */
  async install(): Promise<void> {
    await this.#try(() => this.#host.ask('installUpdate', {}));
    await this.refresh();
  }

  async newsSeen(): Promise<void> {
    await this.#try(() => this.#host.ask('newsSeen', {}));
    await this.refresh();
  }

  /** Asks the public address once more, or has the tunnel start again. What comes of it, the status tells. */
  async mend(fix: 'prove' | 'tunnel'): Promise<void> {
    await this.#try(() =>
      fix === 'prove' ? this.#host.ask('prove', { endpoint: null }) : this.#host.ask('tunnelRestart', {}),
    );
    await this.refresh();
  }

  async pin(pinned: boolean): Promise<void> {
    this.pinned = pinned;
    if (!(await this.#try(() => this.#host.ask('pin', { pinned })))) this.pinned = !pinned;
  }

  async #try(act: () => Promise<unknown>): Promise<boolean> {
    this.refused = null;
    try {
      await act();
      return true;
    } catch (thrown) {
      this.refused = asWireError(thrown);
      return false;
    }
  }
}
