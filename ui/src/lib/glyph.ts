/** What happened, told by shape: each has an outline of its own, so that colour is never needed to read it. */
export type Glyph =
  'good' | 'bad' | 'waiting' | 'moving' | 'crash' | 'feedback' | 'ping' | 'ended' | 'unknown';

const BAD = /REJECTED|INVALID|FAILED|EXPIRED|ERROR|EXCEPTION|UNRESOLVED/;
const ENDED = /REMOVED|REPLACED|SUPERSEDED|NOT_APPLICABLE|DEVELOPER_REJECTED|UNAVAILABLE|CANCEL/;
const GOOD =
  /APPROVED|ACCEPTED|READY_FOR_(SALE|DISTRIBUTION|TESTING)|READY_FOR_BETA_TESTING|IN_BETA_TESTING|COMPLETE|AVAILABLE|VALID|PENDING_(DEVELOPER|APPLE)_RELEASE/;
const MOVING = /IN_\w*REVIEW|PROCESSING|COMPLETING|CREATED/;
const WAITING = /WAITING|MISSING|PREPARE|READY_FOR|READY|AWAITING|PENDING/;

const BY_KIND: Record<string, Glyph> = {
  'crash-feedback': 'crash',
  'screenshot-feedback': 'feedback',
  'package-available': 'good',
  ping: 'ping',
  unknown: 'unknown',
};

/** Kinds of Apple's that may come without a state: something began. */
const WITHOUT_STATUS: Record<string, Glyph> = {
  'asset-version': 'moving',
  'asset-internal-beta': 'moving',
  'package-version': 'moving',
  'territory-availability': 'moving',
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
  return BY_KIND[event.kind] ?? byStatus ?? WITHOUT_STATUS[event.kind] ?? 'unknown';
}
