import type { Glyph } from '../../../glyph';
import type { Host } from '../../../host';
import { inTurn } from '../../../turn';
import { asWireError } from '../../../wire-error';
import type { LogLine, WireError } from '../../../wire.gen';
import type { MessageId } from '../../../words.gen';
import { Asking } from '../../apple/asking.svelte';

const STATES: Record<string, { glyph: Glyph; said: MessageId }> = {
  SUCCEEDED: { glyph: 'good', said: 'apple-log-delivered' },
  FAILED: { glyph: 'bad', said: 'apple-log-undelivered' },
  PENDING: { glyph: 'waiting', said: 'apple-log-pending' },
};

/** How a delivery went, by shape and in words; a word of Apple's that is new has the shape of what is not known. */
export function stateOf(line: Pick<LogLine, 'state'>): { glyph: Glyph; said: MessageId } {
  return STATES[line.state ?? ''] ?? { glyph: 'unknown', said: 'apple-log-unknown' };
}

/** Apple sends again only what it says has failed. */
export function canGoAgain(line: Pick<LogLine, 'state'>): boolean {
  return line.state === 'FAILED';
}

/** Apple's delivery log of one endpoint's webhook, beside what is here. */
export class DeliveryLog {
  lines = $state.raw<LogLine[] | null>(null);
  error = $state.raw<WireError | null>(null);
  /** The deliveries that Apple was asked to send again. */
  asked = $state.raw<readonly string[]>([]);
  asking: Asking;

  #host: Host;
  #endpoint: string;

  constructor(host: Host, endpoint: string) {
    this.#host = host;
    this.#endpoint = endpoint;
    this.asking = new Asking(host);
  }

  refresh = inTurn(async () => {
    try {
      this.lines = await this.#host.ask('webhookLog', { endpoint: this.#endpoint });
      this.error = null;
    } catch (thrown) {
      this.error = asWireError(thrown);
    }
  });

  async redeliver({ id }: LogLine): Promise<void> {
    const request = { endpoint: this.#endpoint, delivery: id };
    const done = await this.asking.ask(id, 'redeliver', request);
    if (done === null) return;
    this.asked = [...this.asked, id];
    await this.refresh();
  }
}
