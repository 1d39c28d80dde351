// The only file that knows Tauri.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { ear } from './ear';
import { first } from './first';
import type { Host } from './host';
import { asWireError } from './wire-error';
import type { Change } from './wire.gen';

// A page that can't hear still answers whoever looks.
const listening = ear((hear) =>
  listen<Change>('change', (event) => hear(event.payload)).catch(() => undefined),
);

export const tauriHost: Host = {
  async ask(command, request) {
    // The program tells what changed since those, once the page says that it is painted.
    const known = first(command, request);
    if (known) return known;
    await listening.standing();
    try {
      return await invoke('wire', { request: { command, ...request } });
    } catch (thrown) {
      throw asWireError(thrown);
    }
  },
  onChange: listening.onChange,
};
