// The only file that knows Tauri.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Host } from './host';
import { asWireError } from './wire-error';
import type { Change } from './wire.gen';

export const tauriHost: Host = {
  async ask(command, request) {
    try {
      return await invoke('wire', { request: { command, ...request } });
    } catch (thrown) {
      throw asWireError(thrown);
    }
  },
  onChange(handler) {
    const listening = listen<Change>('change', (event) => handler(event.payload));
    return () => void listening.then((stop) => stop());
  },
};
