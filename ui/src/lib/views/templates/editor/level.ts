import type { Level } from '../../../wire.gen';
import { say } from '../../../words';

/** A level, as short as a row wants it. */
export function levelName(level: Level): string {
  switch (level) {
    case 'passive':
      return say('templates-level-passive');
    case 'active':
      return say('templates-level-active');
    case 'time-sensitive':
      return say('templates-level-time-sensitive');
  }
}

/** What a level means for the banner in the preview. */
export function levelTells(level: Level): string {
  switch (level) {
    case 'passive':
      return say('templates-rings-passive');
    case 'active':
      return say('templates-rings-active');
    case 'time-sensitive':
      return say('templates-rings-time-sensitive');
  }
}
