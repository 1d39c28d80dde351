import type { Host } from '../../../host';
import { asWireError } from '../../../wire-error';
import type { CaughtUp, WireError } from '../../../wire.gen';
import { say } from '../../../words';

/** A look for what was missed, and what came of the last one. */
export class Missed {
  busy = $state(false);
  found = $state.raw<CaughtUp | null>(null);
  error = $state.raw<WireError | null>(null);

  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  async look(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      this.found = await this.#host.ask('catchUp', {});
    } catch (thrown) {
      this.found = null;
      this.error = asWireError(thrown);
    } finally {
      this.busy = false;
    }
  }
}

/** What came of it, in one line. "Nothing" is said only where every log was read. */
export function outcome({ recovered, compared, read, failed, lost }: CaughtUp): string {
  const found = recovered > 0 ? [say('apple-missed-found', { count: recovered })] : [];
  if (compared > 0) found.push(say('apple-missed-compared', { count: compared }));
  if (found.length > 0) return found.join(' ');
  if (failed.length > 0) return read > 0 ? say('apple-missed-read', { count: read }) : '';
  if (read === 0) return say('apple-missed-no-log');
  return lost.length > 0 ? say('apple-missed-read', { count: read }) : say('apple-missed-nothing');
}
