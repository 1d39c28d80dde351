import type { Last } from './pages';
import { dayNumber, happened } from './time';
import type { FeedEvent } from './wire.gen';

/** A row and its place among the states of one thing: the newest leads, the older ones follow. */
export type Item = { event: FeedEvent; follows: boolean; leads: boolean };
export type Day = { key: string; time: number; items: Item[] };

/** The feed in runs of one day each, in the feed's own order. `last` is the row before the first, if there is one. */
export function byDay(events: FeedEvent[], last?: Last): Day[] {
  const days: Day[] = [];
  const runs = new Map<number, number>();
  let open: number | null = null;
  let thing = last ?? null;
  for (const event of events) {
    const day = dayNumber(happened(event));
    if (day !== open) {
      // A day that comes up twice (a clock was wrong) is two runs, each with a key of its own.
      const run = runs.get(day) ?? 0;
      runs.set(day, run + 1);
      days.push({ key: `${day}.${run}`, time: happened(event), items: [] });
      open = day;
    }
    const items = days.at(-1)?.items;
    const follows = event.instance !== null && thing?.instance === event.instance && thing.day === day;
    const before = items?.at(-1);
    if (follows && before) before.leads = true;
    items?.push({ event, follows, leads: false });
    thing = { instance: event.instance, day };
  }
  return days;
}
