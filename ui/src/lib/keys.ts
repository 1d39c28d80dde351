// The panel's keys, as every list of them says them: the dialog that `?` opens, and the settings.
import { say } from './feed-words';
import type { MessageId } from './words.gen';

const strong = /Mac/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

export type Key = { keys: string[]; does: MessageId };

export const KEYS: readonly Key[] = [
  { keys: ['/'], does: 'panel-help-search' },
  { keys: ['↓', '↑', 'j', 'k'], does: 'panel-help-walk' },
  { keys: ['Home', 'End'], does: 'panel-help-ends' },
  { keys: ['Page ↓', 'Page ↑'], does: 'panel-help-leap' },
  { keys: ['↵'], does: 'panel-help-open' },
  { keys: [say('panel-key-space')], does: 'panel-help-details' },
  { keys: ['e'], does: 'panel-help-read' },
  { keys: ['r'], does: 'panel-help-replay' },
  { keys: ['m'], does: 'panel-help-mute' },
  { keys: ['c'], does: 'panel-help-copy' },
  { keys: [`${strong} Z`], does: 'panel-help-undo' },
  { keys: [`${strong} 1…9`], does: 'panel-help-channel' },
  { keys: [`${strong} ,`], does: 'panel-help-settings' },
  { keys: ['?'], does: 'panel-help-help' },
  { keys: ['Esc'], does: 'panel-help-close' },
];
