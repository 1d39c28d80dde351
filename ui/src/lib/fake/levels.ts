// The fake's levels: as many kinds and states as the real program tells.
import type { Level, LevelRow } from '../wire.gen';

const URGENT = [
  'REJECTED',
  'METADATA_REJECTED',
  'INVALID_BINARY',
  'FAILED',
  'BETA_REJECTED',
  'PROCESSING_EXCEPTION',
];
const QUIET = [
  'PREPARE_FOR_SUBMISSION',
  'READY_FOR_REVIEW',
  'WAITING_FOR_REVIEW',
  'IN_REVIEW',
  'PROCESSING',
  'AWAITING_UPLOAD',
  'WAITING_FOR_BETA_REVIEW',
  'IN_BETA_REVIEW',
];
const STATES: Record<string, string[]> = {
  'app-version': [
    'PREPARE_FOR_SUBMISSION',
    'WAITING_FOR_REVIEW',
    'IN_REVIEW',
    'REJECTED',
    'METADATA_REJECTED',
    'INVALID_BINARY',
    'ACCEPTED',
    'PENDING_DEVELOPER_RELEASE',
    'READY_FOR_DISTRIBUTION',
  ],
  'build-upload': ['AWAITING_UPLOAD', 'PROCESSING', 'COMPLETE', 'FAILED'],
  'external-build': ['WAITING_FOR_BETA_REVIEW', 'IN_BETA_REVIEW', 'BETA_APPROVED', 'BETA_REJECTED'],
  'screenshot-feedback': [],
  'crash-feedback': [],
  ping: [],
};

export function levelRows(): LevelRow[] {
  return Object.entries(STATES).flatMap(([kind, states]) => {
    const own: LevelRow = {
      key: kind,
      kind,
      state: null,
      default: kind === 'crash-feedback' ? 'time-sensitive' : 'active',
      chosen: null,
    };
    const rows = states.map((state) => ({
      key: `${kind}-${state.toLowerCase().replaceAll('_', '-')}`,
      kind,
      state,
      default: builtin(state),
      chosen: kind === 'build-upload' && state === 'COMPLETE' ? ('passive' as const) : null,
    }));
    return states.length > 0 ? rows : [own];
  });
}

function builtin(state: string): Level {
  if (URGENT.includes(state)) return 'time-sensitive';
  return QUIET.includes(state) ? 'passive' : 'active';
}
