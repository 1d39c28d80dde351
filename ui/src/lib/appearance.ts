import type { Appearance } from './wire.gen';

const KEPT = 'shipbell.appearance';

/** Draws the page as the person chose: on the root, from which all colours, sizes and distances follow. */
export function wear({ theme, density, textSize }: Appearance): void {
  const root = document.documentElement;
  root.style.colorScheme = theme === 'system' ? '' : theme;
  root.style.fontSize = textSize === 100 ? '' : `${textSize}%`;
  root.dataset['density'] = density;
  try {
    localStorage.setItem(KEPT, JSON.stringify({ theme, density, textSize }));
  } catch {
    // Then the next opening waits for the program to say it.
  }
}

/** What was chosen when the panel was last open: the first picture need not wait for an answer to look right. */
export function wearLast(): void {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Appearance | null;
    if (kept && typeof kept.textSize === 'number') wear(kept);
  } catch {
    // The status says it in a moment.
  }
}
