import { sameDay, span } from '../../time';
import { say } from '../../words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const precise = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dated = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** A length of time in its two largest units: "4 h 12 min". */
export function lasting(length: number): string {
  if (length < 1000) return say('detail-milliseconds', { count: Math.round(length) });
  if (length < MINUTE) return say('detail-seconds', { count: Math.floor(length / 1000) });
  const rest = length < DAY ? length % HOUR : length % DAY;
  const [unit, least] = length < DAY ? [HOUR, MINUTE] : [DAY, HOUR];
  if (length < HOUR) return span(length);
  const whole = length < DAY ? span(length - rest) : say('panel-days', { count: Math.floor(length / unit) });
  return rest < least ? whole : `${whole} ${span(rest)}`;
}

/** A moment: the clock today, with its date on other days. */
export function moment(time: number, now: number): string {
  return sameDay(time, now) ? clock.format(time) : dated.format(time);
}

/** The same to the second, for what is told in milliseconds beside it. */
export function momentExactly(time: number, now: number): string {
  return sameDay(time, now) ? precise.format(time) : dated.format(time);
}

/** A size as people write it: "412 bytes", "1.0 MB". */
export function size(bytes: number): string {
  const tenth = (value: number) => value.toLocaleString(undefined, { maximumFractionDigits: 1 });
  if (bytes < 10_000) return say('detail-bytes', { count: bytes });
  if (bytes < 1_000_000) return say('detail-kilobytes', { count: tenth(bytes / 1000) });
  return say('detail-megabytes', { count: tenth(bytes / 1_000_000) });
}
