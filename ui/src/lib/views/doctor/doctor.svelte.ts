import type { Host } from '../../host';
import { asWireError } from '../../wire-error';
import type { Doctor, Finding, Hop, WireError } from '../../wire.gen';
import { say } from '../../words';
import type { MessageId } from '../../words.gen';

/** What is known of each part of the way. It is asked when the view opens and when a person says so, never by itself. */
export class Examination {
  found = $state.raw<Doctor | null>(null);
  error = $state.raw<WireError | null>(null);
  busy = $state(false);

  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  async look(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      this.found = await this.#host.ask('doctor', {});
      this.error = null;
    } catch (thrown) {
      // What was found before stands, with its time.
      this.error = asWireError(thrown);
    } finally {
      this.busy = false;
    }
  }
}

const HOPS: Record<Hop['hop'], MessageId> = {
  database: 'doctor-hop-database',
  keychain: 'doctor-hop-keychain',
  port: 'doctor-hop-port',
  tunnel: 'doctor-hop-tunnel',
  dns: 'doctor-hop-dns',
  tls: 'doctor-hop-tls',
  instance: 'doctor-hop-instance',
  signature: 'doctor-hop-signature',
  webhook: 'doctor-hop-webhook',
  delivery: 'doctor-hop-delivery',
  notifications: 'doctor-hop-notifications',
  tray: 'doctor-hop-tray',
  disk: 'doctor-hop-disk',
  clock: 'doctor-hop-clock',
};

/** A part that the panel has no name for yet keeps its own. */
export function hopName(hop: Hop['hop']): string {
  return hop in HOPS ? say(HOPS[hop]) : hop;
}

export const VERDICTS: Record<Finding, MessageId> = {
  good: 'doctor-verdict-good',
  warning: 'doctor-verdict-warning',
  bad: 'doctor-verdict-bad',
  unknown: 'doctor-verdict-unknown',
};

export type Way = { section: string; said: MessageId };

const CONNECTION: Way = { section: 'connection', said: 'doctor-to-connection' };
const ENDPOINTS: Way = { section: 'endpoints', said: 'doctor-to-endpoints' };
const APPLE: Way = { section: 'apple', said: 'doctor-to-apple' };

/** Where the settings have what mends a part. */
const WAYS: Partial<Record<Hop['hop'], Way>> = {
  database: { section: 'advanced', said: 'doctor-to-settings' },
  port: CONNECTION,
  tunnel: CONNECTION,
  dns: CONNECTION,
  tls: CONNECTION,
  instance: CONNECTION,
  signature: ENDPOINTS,
  keychain: ENDPOINTS,
  webhook: APPLE,
  delivery: APPLE,
  notifications: { section: 'notifications', said: 'doctor-to-notifications' },
  disk: { section: 'history', said: 'doctor-to-history' },
};

/** The way out of what is wrong with a part, if the panel has one. */
export function wayOut({ hop, verdict }: Hop): Way | null {
  return verdict === 'bad' || verdict === 'warning' ? (WAYS[hop] ?? null) : null;
}

/** The worst of all parts, in words. What is not known is never called well. */
export function summary(hops: readonly Hop[]): { verdict: Finding; said: string } {
  const count = (verdict: Finding) => hops.filter((hop) => hop.verdict === verdict).length;
  if (count('bad') > 0) return { verdict: 'bad', said: say('doctor-bad', { count: count('bad') }) };
  if (count('warning') > 0)
    return { verdict: 'warning', said: say('doctor-warning', { count: count('warning') }) };
  return count('unknown') > 0
    ? { verdict: 'unknown', said: say('doctor-unknown') }
    : { verdict: 'good', said: say('doctor-good') };
}
