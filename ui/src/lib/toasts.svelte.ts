/** What was just done, and the way to take it back. */
export type Toast = {
  id: number;
  text: string;
  /** Takes it back. What it rejects with is the caller's to tell. */
  undo: (() => void | Promise<void>) | null;
};

type Offer = { text: string; undo?: () => void | Promise<void> };

const PATIENCE = 8_000;

/**
 * The one line at the panel's foot that says what was done: `toasts.offer({ text, undo })`. A new one takes the place
 * of the last, so that undo always means the last thing done. It stays while the pointer or the focus is on it.
 */
export class Toasts {
  shown = $state.raw<Toast | null>(null);
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  offer({ text, undo }: Offer): void {
    this.#count += 1;
    this.shown = { id: this.#count, text, undo: undo ?? null };
    this.resume();
  }

  /** Takes back what was done last, if that is still offered; answers whether it was. */
  undo(): boolean {
    const undo = this.shown?.undo;
    if (!undo) return false;
    this.close();
    void undo();
    return true;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.shown = null;
  }

  /** Stays as long as somebody looks. */
  hold(): void {
    clearTimeout(this.#timer);
  }

  resume(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.shown = null), PATIENCE);
  }
}

export const toasts = new Toasts();
