// The real engine behind a port of this computer: for tests. Never shipped.
import { ear } from './ear';
import type { Host } from './host';
import { asWireError } from './wire-error';
import type { Change } from './wire.gen';

/** Speaks to the loopback program (`crates/owner/examples/loopback`) at `address`. */
export function loopbackHost(address: string): Host {
  const listening = ear(
    (hear) =>
      new Promise<void>((stands) => {
        const source = new EventSource(`${address}/changes`);
        let first = true;
        source.onopen = () => {
          if (!first) listening.missed();
          first = false;
          stands();
        };
        source.onmessage = (message) => hear(JSON.parse(message.data) as Change);
      }),
  );
  return {
    async ask(command, request) {
      await listening.standing();
      const answer = await fetch(`${address}/wire`, {
        method: 'POST',
        body: JSON.stringify({ command, ...request }),
      });
      const reply = await answer.json();
      if (!answer.ok) throw asWireError(reply);
      if (command === 'ready') document.documentElement.dataset['ready'] = 'true';
      return reply;
    },
    onChange: listening.onChange,
  };
}
