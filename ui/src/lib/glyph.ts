/** What happened, told by shape: each has an outline of its own, so that colour is never needed to read it. */
export type Glyph =
  'good' | 'bad' | 'waiting' | 'moving' | 'crash' | 'feedback' | 'ping' | 'ended' | 'unknown';

const BAD = /REJECTED|INVALID|FAILED|EXPIRED|MISSING|ERROR/;
const ENDED = /REMOVED|REPLACED|NOT_APPLICABLE|DEVELOPER_REJECTED|UNAVAILABLE/;
const GOOD =
  /APPROVED|ACCEPTED|READY_FOR_(SALE|DISTRIBUTION|TESTING)|READY_FOR_BETA_TESTING|IN_BETA_TESTING|COMPLETE|AVAILABLE|PENDING_(DEVELOPER|APPLE)_RELEASE/;
const MOVING = /IN_REVIEW|IN_BETA_REVIEW|PROCESSING|CREATED/;
const WAITING = /WAITING|PREPARE|READY_FOR|READY|AWAITING|PENDING/;

const BY_KIND: Record<string, Glyph> = {
  'crash-feedback': 'crash',
  'screenshot-feedback': 'feedback',
  'package-available': 'good',
  ping: 'ping',
  unknown: 'unknown',
};

/** The order matters: a developer's own rejection ends something, Apple's is bad. */
const BY_STATUS: [RegExp, Glyph][] = [
  [ENDED, 'ended'],
  [BAD, 'bad'],
  [GOOD, 'good'],
  [MOVING, 'moving'],
  [WAITING, 'waiting'],
];

export function glyphOf(event: { kind: string; status: string | null }): Glyph {
  const status = event.status;
  const byStatus = status === null ? undefined : BY_STATUS.find(([pattern]) => pattern.test(status))?.[1];
  return BY_KIND[event.kind] ?? byStatus ?? (event.kind === 'territory-availability' ? 'moving' : 'unknown');
}
