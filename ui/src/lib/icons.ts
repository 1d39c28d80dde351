import type { MoreIcon } from './more-icons';

// The panel's one small set of signs: strokes on a 16 px field, one path each. Told by shape, never by colour.
// Those of the feed stand here; more-icons.ts has the others, which load with the views and menus that draw them.
const FEED = {
  close: 'M4 4l8 8m0-8-8 8',
  'check-all': 'M1.5 8.7l2.8 2.8 5.2-6.5M7.3 11l.5.5L14.5 5',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.2 3.2',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.2v9.6L12.5 8z',
  pin: 'M5.8 2.5h4.4M6.3 2.5l.2 4-2 2.3h7l-2-2.3.2-4M8 8.8v4.7',
  more: 'M3.6 7.4a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2zm4.4 0a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2zm4.4 0a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2z',
  filter: 'M2 4.5h12M4.5 8h7M6.8 11.5h2.4',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.3v3.5M8 5.2v.01',
  up: 'M8 13V3.5M4 7.3 8 3.3l4 4',
};

export type IconName = keyof typeof FEED | MoreIcon;

const known: Partial<Record<IconName, string>> = { ...FEED };

/** The path of a sign. */
export function pathOf(name: IconName): string | undefined {
  return known[name];
}

/** Adds signs to the set. */
export function learn(icons: Partial<Record<IconName, string>>): void {
  Object.assign(known, icons);
}
