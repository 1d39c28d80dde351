// Unsaved texts outlive the panel: its page is gone twenty seconds after the window is hidden.
import type { Templates } from '../../wire.gen';

type Stashed = { channel: string; kind: string; base: Templates; texts: Templates };
const KEY = 'shipbell.unsaved-template';

/** Remembers what is unsaved, one text at a time; nothing where the browser keeps nothing. */
export function stash(what: Stashed | null): void {
  try {
    if (what === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(what));
  } catch {
    // The text is still in the editor; only closing the panel would lose it.
  }
}

/** What was left unsaved of this text, if what it was written over is still in force. */
export function stashed(channel: string, kind: string, base: Templates): Templates | null {
  try {
    const read = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Stashed | null;
    if (read?.channel !== channel || read.kind !== kind) return null;
    return JSON.stringify(read.base) === JSON.stringify(base) ? read.texts : null;
  } catch {
    return null;
  }
}
