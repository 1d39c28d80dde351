import type { Host } from '../../host';
import { asWireError } from '../../wire-error';
import type { Proof, WireError } from '../../wire.gen';
import { asAddress } from './field';

const BAD_URL: WireError = { code: 'bad-url', message: '' };

/** The public address while it is typed, saved and proven. Set-up and settings show the same one. */
export class PublicAddress {
  busy = $state<'saving' | 'proving' | null>(null);
  /** What came of the last try on this page. */
  proof = $state.raw<Proof | null>(null);
  /** What is wrong with what was typed. */
  fault = $state.raw<WireError | null>(null);
  /** Why it could not be tried at all. */
  refused = $state.raw<WireError | null>(null);

  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Saves what was typed, and tries at once whether it leads here. Answers whether it was saved. */
  async save(text: string, endpoint: string | null): Promise<boolean> {
    if (this.busy !== null) return false;
    const value = asAddress(text);
    this.fault = value === null ? BAD_URL : null;
    this.refused = null;
    this.proof = null;
    if (value === null) return false;
    this.busy = 'saving';
    try {
      await this.#host.ask('changeSetting', { setting: { name: 'publicUrl', value } });
    } catch (thrown) {
      const error = asWireError(thrown);
      if (error.code === 'bad-url') this.fault = error;
      else this.refused = error;
      return false;
    } finally {
      this.busy = null;
    }
    if (endpoint !== null) await this.prove(endpoint);
    return true;
  }

  /** Tries whether the address leads to this very computer. */
  async prove(endpoint: string | null): Promise<void> {
    if (this.busy !== null) return;
    this.busy = 'proving';
    this.proof = null;
    this.refused = null;
    try {
      this.proof = await this.#host.ask('prove', { endpoint });
    } catch (thrown) {
      this.refused = asWireError(thrown);
    } finally {
      this.busy = null;
    }
  }
}
