import type { Host } from '../../host';
import { inTurn } from '../../turn';
import { asWireError } from '../../wire-error';
import type { Channels, WireError } from '../../wire.gen';

/** The channels as the settings have them, read anew whenever those change. */
export class Desk {
  channels = $state.raw<Channels | null>(null);
  error = $state<WireError | null>(null);

  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  load = inTurn(async () => {
    try {
      this.channels = await this.#host.ask('channels', {});
      this.error = null;
    } catch (thrown) {
      this.error = asWireError(thrown);
    }
  });

  find(name: string) {
    return this.channels?.channels.find((channel) => channel.name === name);
  }
}
