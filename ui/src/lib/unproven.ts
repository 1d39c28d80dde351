import type { Unproven } from './wire.gen';
import type { MessageId } from './words.gen';

/** Each reason why an address is not proven, and what to do about it. A new reason does not compile without words. */
export const UNPROVEN: Record<Unproven, { title: MessageId; fix: MessageId }> = {
  dns: { title: 'setup-unproven-dns', fix: 'setup-unproven-dns-fix' },
  tls: { title: 'setup-unproven-tls', fix: 'setup-unproven-tls-fix' },
  unreachable: { title: 'setup-unproven-unreachable', fix: 'setup-unproven-unreachable-fix' },
  'timed-out': { title: 'setup-unproven-timed-out', fix: 'setup-unproven-timed-out-fix' },
  'not-found': { title: 'setup-unproven-not-found', fix: 'setup-unproven-not-found-fix' },
  interstitial: { title: 'setup-unproven-interstitial', fix: 'setup-unproven-interstitial-fix' },
  'tunnel-down': { title: 'setup-unproven-tunnel-down', fix: 'setup-unproven-tunnel-down-fix' },
  'other-instance': { title: 'setup-unproven-other-instance', fix: 'setup-unproven-other-instance-fix' },
  strange: { title: 'setup-unproven-strange', fix: 'setup-unproven-strange-fix' },
  'door-closed': { title: 'setup-unproven-door-closed', fix: 'setup-unproven-door-closed-fix' },
};
