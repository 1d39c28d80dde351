import type { Host, Name, Reply, Request } from '../../host';
import { asWireError } from '../../wire-error';
import type { WireError } from '../../wire.gen';

/** Questions of one place of the page, of which only the last refusal is shown, where it was asked. */
export class Asking {
  /** What is on its way, by its place. */
  busy = $state.raw<ReadonlySet<string>>(new Set());
  refused = $state.raw<{ at: string; error: WireError } | null>(null);

  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Asks; null where it was refused. */
  async ask<N extends Name>(at: string, command: N, request: Request<N>): Promise<Reply<N> | null> {
    this.busy = new Set([...this.busy, at]);
    this.refused = null;
    try {
      return await this.#host.ask(command, request);
    } catch (thrown) {
      this.refused = { at, error: asWireError(thrown) };
      return null;
    } finally {
      this.busy = new Set([...this.busy].filter((one) => one !== at));
    }
  }

  why(at: string): WireError | null {
    return this.refused?.at === at ? this.refused.error : null;
  }
}
