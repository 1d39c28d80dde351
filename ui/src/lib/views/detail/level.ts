import type { Level } from '../../wire.gen';
import { say } from '../../words';

/** A level in words, as a banner's reader would put it. */
export function levelWords(level: Level): string {
  switch (level) {
    case 'passive':
      return say('detail-level-passive');
    case 'active':
      return say('detail-level-active');
    case 'time-sensitive':
      return say('detail-level-time-sensitive');
  }
}
