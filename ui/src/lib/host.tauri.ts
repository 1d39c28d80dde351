// The only file that knows Tauri.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Host } from './host';
import { asWireError } from './wire-error';
import type { Change, FeedPage, Status } from './wire.gen';

type Request =
  | { command: 'feedPage'; before: string | null; limit: number }
  | { command: 'status' | 'markAllRead' | 'resume' | 'hide' | 'ready' }
  | { command: 'openEvent'; id: string }
  | { command: 'setUnread'; ids: string[]; unread: boolean };

async function wire<Answer>(request: Request): Promise<Answer> {
  try {
    return await invoke<Answer>('wire', { request });
  } catch (thrown) {
    throw asWireError(thrown);
  }
}

export const tauriHost: Host = {
  feedPage: (before, limit) => wire<FeedPage>({ command: 'feedPage', before, limit }),
  status: () => wire<Status>({ command: 'status' }),
  openEvent: (id) => wire({ command: 'openEvent', id }),
  setUnread: (ids, unread) => wire({ command: 'setUnread', ids, unread }),
  markAllRead: () => wire({ command: 'markAllRead' }),
  resume: () => wire({ command: 'resume' }),
  hide: () => wire({ command: 'hide' }),
  onChange(handler) {
    const listening = listen<Change>('change', (event) => handler(event.payload));
    return () => void listening.then((stop) => stop());
  },
  ready: () => void wire({ command: 'ready' }).catch(() => undefined),
};
