import type { WireError } from './wire.gen';

/** What was thrown, as the wire's error; whatever has no code of its own is `unknown`. */
export function asWireError(thrown: unknown): WireError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
    return { code: String(thrown.code), message: String(thrown.message) };
  }
  return { code: 'unknown', message: thrown instanceof Error ? thrown.message : String(thrown) };
}
