import { say } from '../../words';

/** Hours without anything from Apple after which Shipbell says so; none: it never does. */
const HOURS = [0, 6, 12, 24, 48, 72, 168];

/** What can be chosen, and what a hand wrote into the file. */
export function silences(chosen: number): number[] {
  return [...new Set([...HOURS, chosen])].sort((one, other) => one - other);
}

export function silenceSaid(hours: number): string {
  if (hours === 0) return say('settings-silence-never');
  return hours % 24 === 0 && hours > 24
    ? say('settings-silence-days', { count: hours / 24 })
    : say('settings-silence-hours', { count: hours });
}
