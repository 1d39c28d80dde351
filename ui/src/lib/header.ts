import type { BellState } from './parts/Bell.svelte';
import { ago, until } from './time';
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
  const since = say('panel-fact-since', { time: until(status.since, now) });
  const facts = [quiet(status, now), proof(status, now), lastEvent(status, now)].filter(
    (fact) => fact !== null,
  );
  if (status.health === 'offline') {
    return { bell: 'offline', state: say('panel-state-network'), facts: [since, lastEvent(status, now)] };
  }
  if (status.health === 'degraded') {
    facts.unshift(since);
    return status.listening === null
      ? { bell: 'offline', state: say('panel-state-off'), facts }
      : { bell: 'problem', state: say('panel-state-attention'), facts };
  }
  if (status.health === 'paused') return { bell: 'paused', state: say('panel-state-paused'), facts };
  const state = say(status.health === 'proven' ? 'panel-state-listening' : 'panel-state-local');
  return { bell: 'listening', state, facts };
}

/** What was proven of the way in from outside: nothing, until the address led back to this very instance. */
function proof(status: Status, now: number): string | null {
  if (status.listening === null) return null;
  if (status.proven === null) return say('panel-fact-unproven');
  return say('panel-fact-proven', { ago: ago(status.proven.at, now) });
}

function quiet(status: Status, now: number): string | null {
  return status.quietUntil === null ? null : say('panel-fact-quiet', { time: until(status.quietUntil, now) });
}

function lastEvent(status: Status, now: number): string {
  return status.lastEvent === null
    ? say('panel-fact-none')
    : say(status.proven === null ? 'panel-fact-last' : 'panel-fact-last-short', {
        ago: ago(status.lastEvent, now),
      });
}

/** Whether something stands across the top of the feed. */
export function told({ problems, health, paused, updateReady, news }: Status): boolean {
  const disturbed = health === 'degraded' || health === 'offline';
  return problems.length > 0 || disturbed || paused || updateReady !== null || news !== null;
}
