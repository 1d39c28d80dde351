// The only file that knows Tauri.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Host } from './host';
import { asWireError } from './wire-error';
import type { Change, Commands } from './wire.gen';

type Name = keyof Commands;

/** One command of the wire's list; its arguments and its reply have the types that Rust gave them. */
async function ask<N extends Name>(command: N, rest: Commands[N]['request']): Promise<Commands[N]['reply']> {
  try {
    return await invoke<Commands[N]['reply']>('wire', { request: { command, ...rest } });
  } catch (thrown) {
    throw asWireError(thrown);
  }
}

/** A command whose reply holds nothing. */
async function tell<N extends Name>(command: N, rest: Commands[N]['request']): Promise<void> {
  await ask(command, rest);
}

export const tauriHost: Host = {
  feedPage: (before, limit) => ask('feedPage', { before, limit }),
  status: () => ask('status', {}),
  openEvent: (id) => tell('openEvent', { id }),
  setUnread: (ids, unread) => tell('setUnread', { ids, unread }),
  markAllRead: () => tell('markAllRead', {}),
  resume: () => tell('resume', {}),
  hide: () => tell('hide', {}),
  onChange(handler) {
    const listening = listen<Change>('change', (event) => handler(event.payload));
    return () => void listening.then((stop) => stop());
  },
  // Nobody waits for the answer: a window that is not told is shown after its own patience.
  ready: () => void tell('ready', {}).catch(() => undefined),
};
