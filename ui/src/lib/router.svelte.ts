import type { View } from './wire.gen';

/** A place in the panel: one of the wire's, or the word that another process runs this home. */
export type Place = View | { name: 'owner' };

/** Where in the panel the person is, and the way back. */
export class Router {
  view = $state.raw<Place>({ name: 'feed' });
  /** Asked before the person is taken away from something unsaved; calls `leave` when they may go. */
  guard: ((leave: () => void) => void) | null = null;
  #trail: Place[] = [];

  constructor(start: Place = { name: 'feed' }) {
    this.view = start;
  }

  /** Goes to a view; `back` returns from it. */
  go(view: Place): void {
    if (same(view, this.view)) return;
    this.#leave(() => {
      this.#trail.push(this.view);
      this.view = view;
    });
  }

  /** Shows a view in place of this one: the next event in Detail, say. */
  swap(view: Place): void {
    this.view = view;
  }

  /** Goes back where the person came from; from the outside (the tray's menu) that is the feed. */
  back(): void {
    this.#leave(() => (this.view = this.#trail.pop() ?? { name: 'feed' }));
  }

  #leave(go: () => void): void {
    if (this.guard) this.guard(go);
    else go();
  }
}

function same(one: Place, other: Place): boolean {
  return one.name === other.name && (one.name !== 'event' || (other.name === 'event' && one.id === other.id));
}

/** The view that the program wants first: `#/templates`, `#/event/17`. */
export function startingView(hash: string): Place {
  const [name, id] = hash.replace(/^#\//, '').split('/');
  if (name === 'event' && id) return { name, id };
  if (name === 'templates' || name === 'setup' || name === 'settings' || name === 'owner') return { name };
  return { name: 'feed' };
}
