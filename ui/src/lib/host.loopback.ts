// The real engine behind a port of this computer: for tests. Never shipped.
import type { Host } from './host';
import { asWireError } from './wire-error';
import type { Change } from './wire.gen';

/** Speaks to the loopback program (`crates/owner/examples/loopback`) at `address`. */
export function loopbackHost(address: string): Host {
  return {
    async ask(command, request) {
      const answer = await fetch(`${address}/wire`, {
        method: 'POST',
        body: JSON.stringify({ command, ...request }),
      });
      const reply = await answer.json();
      if (!answer.ok) throw asWireError(reply);
      if (command === 'ready') document.documentElement.dataset['ready'] = 'true';
      return reply;
    },
    onChange(handler) {
      const source = new EventSource(`${address}/changes`);
      source.onmessage = (message) => handler(JSON.parse(message.data) as Change);
      return () => source.close();
    },
  };
}
