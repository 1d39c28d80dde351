import type { View } from './wire.gen';

/** Where in the panel the person is, and the way back. */
export class Router {
  view = $state.raw<View>({ name: 'feed' });
  /** Asked before the person is taken away from something unsaved; calls `leave` when they may go. */
  guard: ((leave: () => void) => void) | null = null;
  #trail: View[] = [];

  constructor(start: View = { name: 'feed' }) {
    this.view = start;
  }

  /** Goes to a view; `back` returns from it. */
  go(view: View): void {
    if (same(view, this.view)) return;
    this.#leave(() => {
      this.#trail.push(this.view);
      this.view = view;
    });
  }

  /** Shows a view in place of this one: the next event in Detail, say. */
  swap(view: View): void {
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

function same(one: View, other: View): boolean {
  return one.name === other.name && within(one) === within(other);
}

/** What of a view is shown: an event's id, a section of the settings. */
export function within(view: View): string | undefined {
  if (view.name === 'event') return view.id;
  return view.name === 'settings' ? (view.section ?? undefined) : undefined;
}

/** The view that the program wants first: `#/templates`, `#/event/17`, `#/settings/history`. */
export function startingView(hash: string): View {
  const [name, id] = hash.replace(/^#\//, '').split('/');
  if (name === 'event' && id) return { name, id };
  if (name === 'settings') return { name, section: id ?? null };
  if (name === 'templates' || name === 'setup' || name === 'doctor') return { name };
  return { name: 'feed' };
}
