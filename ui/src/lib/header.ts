import type { BellState } from './parts/Bell.svelte';
import { ago } from './time';
import type { Status } from './wire.gen';
import { say } from './words';

export type Claim = { bell: BellState; state: string; facts: string[] };

/** What the header may claim. `null` is a program that did not answer: nothing is known then. */
export function claim(status: Status | null, now: number): Claim {
  if (status === null) {
    return { bell: 'offline', state: say('panel-state-stopped'), facts: [say('panel-fact-stopped')] };
  }
  if (status.health === 'starting') {
    return { bell: 'offline', state: say('panel-state-starting'), facts: [say('panel-fact-starting')] };
  }
  const facts =
    status.listening === null ? [lastEvent(status, now)] : [lastEvent(status, now), place(status)];
  if (status.health === 'problem') {
    return status.listening === null
      ? { bell: 'offline', state: say('panel-state-off'), facts }
      : { bell: 'problem', state: say('panel-state-attention'), facts };
  }
  return status.health === 'paused'
    ? { bell: 'paused', state: say('panel-state-paused'), facts }
    : { bell: 'listening', state: say('panel-state-listening'), facts };
}

function place(status: Status): string {
  if (status.publicUrl === null) return say('panel-fact-local');
  return URL.canParse(status.publicUrl) ? new URL(status.publicUrl).host : status.publicUrl;
}

function lastEvent(status: Status, now: number): string {
  return status.lastEvent === null
    ? say('panel-fact-none')
    : say('panel-fact-last', { ago: ago(status.lastEvent, now) });
}
