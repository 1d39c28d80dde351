// Values of a document that a stranger may have written: each is what it is expected to be, or nothing, and never
// longer than somebody could read.

/** So many threads, frames of one, and images are read. */
export const THREADS = 512;
export const FRAMES = 1_000;
export const IMAGES = 4_000;
const LETTERS = 600;

/** What lies under `key`; of what is no object, nothing. A key of the prototype is a key like any other. */
export function at(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

/** A text, or a number as one; in one line. */
export function text(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? clipped(value) : '';
}

export function clipped(value: string): string {
  const short = value.length > LETTERS ? `${value.slice(0, LETTERS)}…` : value;
  return short.replace(/\s+/g, ' ').trim();
}

/** A number that counts something. */
export function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

export function list(value: unknown, most: number): unknown[] {
  return Array.isArray(value) ? value.slice(0, most) : [];
}

/** How many a list has beyond those that are read. */
export function beyond(value: unknown, most: number): number {
  return Array.isArray(value) ? Math.max(0, value.length - most) : 0;
}

/** The texts that are not empty, one after the other. */
export function joined(values: string[], between = ', '): string {
  return values.filter((value) => value !== '').join(between);
}
