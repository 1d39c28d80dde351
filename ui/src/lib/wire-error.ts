import type { WireError } from './wire.gen';

/** What was thrown, as the wire's error; whatever has no code of its own is a fault of ours. */
export function asWireError(thrown: unknown): WireError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
    return { code: thrown.code as WireError['code'], message: String(thrown.message) };
  }
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) };
}
