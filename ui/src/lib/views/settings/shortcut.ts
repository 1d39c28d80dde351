import type { System } from '../setup/system';

type Press = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** What a press means while a shortcut is recorded. `more` waits for further keys. */
export type Recorded = { is: 'more' } | { is: 'plain' } | { is: 'shortcut'; text: string };

/** The shortcut of a press, as the program reads it: `CommandOrControl+Shift+B`. */
export function record(press: Press, system: System): Recorded {
  const key = keyOf(press.code);
  if (key === null) return { is: 'more' };
  const modifiers = [
    ...(press.ctrlKey ? [system === 'mac' ? 'Control' : 'CommandOrControl'] : []),
    ...(press.metaKey ? [system === 'mac' ? 'CommandOrControl' : 'Super'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(press.shiftKey ? ['Shift'] : []),
  ];
  const strong = press.ctrlKey || press.metaKey || press.altKey;
  if (!strong && !/^F\d/.test(key)) return { is: 'plain' };
  return { is: 'shortcut', text: [...modifiers, key].join('+') };
}

/** Keys whose name in a shortcut is not their code's. */
const NAMES: Record<string, string> = {
  Comma: ',',
  Period: '.',
  Slash: '/',
  Minus: '-',
  Equal: '=',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Backquote: '`',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** A key by its place on the keyboard, so that it stays the same under every layout. */
function keyOf(code: string): string | null {
  if (/^(Control|Shift|Alt|Meta|OS)(Left|Right)?$/.test(code) || code === '' || code === 'CapsLock')
    return null;
  return NAMES[code] ?? code.replace(/^(Key|Digit)/, '');
}

const SIGNS: Record<System, Record<string, string>> = {
  mac: { CommandOrControl: '⌘', Control: '⌃', Super: '⌘', Alt: '⌥', Shift: '⇧' },
  windows: { CommandOrControl: 'Ctrl', Control: 'Ctrl', Super: 'Win', Alt: 'Alt', Shift: 'Shift' },
  linux: { CommandOrControl: 'Ctrl', Control: 'Ctrl', Super: 'Super', Alt: 'Alt', Shift: 'Shift' },
};
const KEYS: Record<string, string> = { Up: '↑', Down: '↓', Left: '←', Right: '→' };
const ALIASES: Record<string, string> = {
  CmdOrCtrl: 'CommandOrControl',
  Cmd: 'Super',
  Command: 'Super',
  Ctrl: 'Control',
  Option: 'Alt',
};

/** A shortcut as the keys of this system show it, key by key. */
export function shown(shortcut: string, system: System): string[] {
  return shortcut
    .split('+')
    .filter(Boolean)
    .map((part) => ALIASES[part] ?? part)
    .map((part) => SIGNS[system][part] ?? KEYS[part] ?? part);
}
