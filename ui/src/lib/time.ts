import { say } from './words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = format({ hour: '2-digit', minute: '2-digit' });
const exact = format({ dateStyle: 'full', timeStyle: 'medium' });
const weekday = format({ weekday: 'long', day: 'numeric', month: 'long' });
const dated = format({ day: 'numeric', month: 'long', year: 'numeric' });
const soon = format({ weekday: 'short', hour: '2-digit', minute: '2-digit' });

/** Made when it is first asked for: each costs milliseconds, and the window waits for the first picture. */
function format(parts: Intl.DateTimeFormatOptions): (time: number) => string {
  let made: Intl.DateTimeFormat | undefined;
  return (time) => (made ??= new Intl.DateTimeFormat(undefined, parts)).format(time);
}

/** The local calendar day, as a number that grows by one each midnight (also over a change of clocks). */
export function dayNumber(time: number): number {
  const at = new Date(time);
  return Math.round(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / DAY);
}

/** Which day of something it is that began at `since`: the first on the day itself, one more after each midnight. */
export function dayOf(since: number, now: number): number {
  return Math.max(0, dayNumber(now) - dayNumber(since)) + 1;
}

export function sameDay(one: number, other: number): boolean {
  return dayNumber(one) === dayNumber(other);
}

/** A day's heading: Today, Yesterday, the weekday within this year, the full date before. */
export function dayName(time: number, now: number): string {
  const ago = dayNumber(now) - dayNumber(time);
  if (ago === 0) return say('panel-today');
  if (ago === 1) return say('panel-yesterday');
  return new Date(time).getFullYear() === new Date(now).getFullYear() ? weekday(time) : dated(time);
}

/** A row's time: relative while it is fresh, the clock under its day's heading afterwards. */
export function rowTime(time: number, now: number): string {
  const age = now - time;
  if (age < MINUTE && age > -MINUTE) return say('panel-now');
  if (age >= MINUTE && age < HOUR) return say('panel-minutes', { count: Math.floor(age / MINUTE) });
  if (age >= HOUR && age < 6 * HOUR && sameDay(time, now))
    return say('panel-hours', { count: Math.floor(age / HOUR) });
  return clock(time);
}

/** How long ago, for a sentence: "4 min ago". */
export function ago(time: number, now: number): string {
  const age = Math.max(0, now - time);
  if (age < MINUTE) return say('tray-ago-now');
  if (age < HOUR) return say('tray-ago-minutes', { count: Math.floor(age / MINUTE) });
  if (age < DAY) return say('tray-ago-hours', { count: Math.floor(age / HOUR) });
  return say('tray-ago-days', { count: Math.floor(age / DAY) });
}

/** A span in its largest whole unit: "3 h". */
export function span(length: number): string {
  if (length < HOUR) return say('panel-minutes', { count: Math.max(1, Math.floor(length / MINUTE)) });
  if (length < 2 * DAY) return say('panel-hours', { count: Math.floor(length / HOUR) });
  return say('panel-days', { count: Math.floor(length / DAY) });
}

/** A moment to come: the clock today, with its weekday later. */
export function until(time: number, now: number): string {
  return sameDay(time, now) ? clock(time) : soon(time);
}

export function exactTime(time: number): string {
  return exact(time);
}

/** When an event happened, as the feed orders it: Apple's time, or the arrival where Apple gave none. */
export function happened(event: { time: number | null; received: number }): number {
  return event.time ?? event.received;
}
