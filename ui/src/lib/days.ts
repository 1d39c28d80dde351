import { dayNumber, happened } from './time';
import type { FeedEvent } from './wire.gen';

export type Day = { key: string; time: number; events: FeedEvent[] };

/** The feed in runs of one day each, in the feed's own order. */
export function byDay(events: FeedEvent[]): Day[] {
  const days: Day[] = [];
  const runs = new Map<number, number>();
  let open: number | null = null;
  for (const event of events) {
    const number = dayNumber(happened(event));
    if (number !== open) {
      // A day that comes up twice (a clock was wrong) is two runs, each with a key of its own.
      const run = runs.get(number) ?? 0;
      runs.set(number, run + 1);
      days.push({ key: `${number}.${run}`, time: happened(event), events: [] });
      open = number;
    }
    days.at(-1)?.events.push(event);
  }
  return days;
}
