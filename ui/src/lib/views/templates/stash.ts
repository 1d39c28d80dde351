// Unsaved texts outlive the panel: its page is gone twenty seconds after the window is hidden.
import type { Templates } from '../../wire.gen';

type Stashed = { base: Templates; texts: Templates };

/** Each text has a place of its own: who looks at another one loses nothing. */
const keyOf = (channel: string, kind: string) => `shipbell.unsaved-template ${kind} ${channel}`;

/** Remembers what is unsaved of a text, or nothing of it any more; nothing where the browser keeps nothing. */
export function stash(channel: string, kind: string, what: Stashed | null): void {
  try {
    if (what === null) localStorage.removeItem(keyOf(channel, kind));
    else localStorage.setItem(keyOf(channel, kind), JSON.stringify(what));
  } catch {
    // The text is still in the editor; only closing the panel would lose it.
  }
}

/** What was left unsaved of this text, if what it was written over is still in force. */
export function stashed(channel: string, kind: string, base: Templates): Templates | null {
  try {
    const read = JSON.parse(localStorage.getItem(keyOf(channel, kind)) ?? 'null') as Stashed | null;
    return read !== null && JSON.stringify(read.base) === JSON.stringify(base) ? read.texts : null;
  } catch {
    return null;
  }
}
