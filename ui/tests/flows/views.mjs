// Every view once, with the variants that matter: what is photographed and what is checked for accessibility.
export const STATES = [
  'feed',
  'many',
  'long',
  'first',
  'empty',
  'starting',
  'loading',
  'paused',
  'paused-open',
  'keychain-locked',
  'keychain-absent',
  'port-taken',
  'cannot-store',
  'quarantined',
  'two-problems',
  'stopped',
  'error',
];

const plain = STATES.flatMap((state) =>
  ['light', 'dark'].map((colorScheme) => ({
    name: `${state}-${colorScheme}`,
    state,
    options: { colorScheme },
  })),
);

export const VIEWS = [
  ...plain,
  { name: 'feed-contrast-light', state: 'feed', options: { contrast: 'more', colorScheme: 'light' } },
  { name: 'feed-contrast-dark', state: 'feed', options: { contrast: 'more', colorScheme: 'dark' } },
  { name: 'feed-text-200', state: 'feed', options: { text: 200 } },
  { name: 'paused-text-200-narrow', state: 'paused', options: { text: 200, width: 320 } },
  { name: 'first-text-200', state: 'first', options: { text: 200 } },
  { name: 'feed-320', state: 'feed', options: { width: 320 } },
  { name: 'long-320', state: 'long', options: { width: 320, colorScheme: 'dark' } },
  { name: 'feed-900', state: 'feed', options: { width: 900 } },
];
