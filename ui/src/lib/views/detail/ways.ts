import type { FeedEvent } from '../../wire.gen';

/** The event `step` rows away from this one, where the feed has read that far. */
export function neighbour(events: FeedEvent[], id: string, step: number): string | null {
  const at = events.findIndex((event) => event.id === id);
  return at === -1 ? null : (events[at + step]?.id ?? null);
}

/** Where a link leads, as a button can say it. */
export function opens(link: string | null): 'apple' | 'elsewhere' | null {
  if (link === null) return null;
  const host = URL.canParse(link) ? new URL(link).hostname : '';
  return host === 'apple.com' || host.endsWith('.apple.com') ? 'apple' : 'elsewhere';
}
