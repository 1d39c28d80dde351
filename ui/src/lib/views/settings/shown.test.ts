import { describe, expect, it } from 'vitest';
import { beginning, remember } from './sections';
import { record, shown } from './shortcut';
import { size } from './size';

const press = (code: string, ...held: ('ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey')[]) => ({
  code,
  ctrlKey: held.includes('ctrlKey'),
  altKey: held.includes('altKey'),
  shiftKey: held.includes('shiftKey'),
  metaKey: held.includes('metaKey'),
});

describe('a recorded shortcut', () => {
  it('waits for more while only modifiers are held', () => {
    expect(record(press('ShiftLeft', 'shiftKey'), 'linux')).toEqual({ is: 'more' });
  });

  it('takes no plain key from other programs', () => {
    expect(record(press('KeyB'), 'mac').is).toBe('plain');
    expect(record(press('KeyB', 'shiftKey'), 'mac').is).toBe('plain');
    expect(record(press('F9'), 'mac')).toEqual({ is: 'shortcut', text: 'F9' });
  });

  it('is written as the program reads it', () => {
    expect(record(press('KeyB', 'ctrlKey', 'shiftKey'), 'linux')).toEqual({
      is: 'shortcut',
      text: 'CommandOrControl+Shift+B',
    });
    expect(record(press('Digit1', 'metaKey', 'altKey'), 'mac')).toEqual({
      is: 'shortcut',
      text: 'CommandOrControl+Alt+1',
    });
    expect(record(press('Comma', 'ctrlKey'), 'mac')).toEqual({ is: 'shortcut', text: 'Control+,' });
  });

  it('is shown as the keys of the system', () => {
    expect(shown('CommandOrControl+Shift+B', 'mac')).toEqual(['⌘', '⇧', 'B']);
    expect(shown('CmdOrCtrl+Alt+,', 'windows')).toEqual(['Ctrl', 'Alt', ',']);
    expect(shown('Super+Up', 'linux')).toEqual(['Super', '↑']);
  });
});

describe('a size', () => {
  it.each([
    [0, '0 byte'],
    [900, '900 byte'],
    [7_340_032, '7.3 MB'],
    [120_000_000, '120 MB'],
    [45_056, '45 kB'],
    [2_400_000_000, '2.4 GB'],
  ])('%i', (bytes, text) => expect(size(bytes, 'en-GB')).toBe(text));
});

describe('the section to begin with', () => {
  const storage = (kept: string | null) => ({ getItem: () => kept });

  it('is the address’s own, else the last one', () => {
    expect(beginning('history', storage('about'))).toBe('history');
    expect(beginning(undefined, storage('about'))).toBe('about');
    expect(beginning(undefined, storage('gone'))).toBeNull();
    expect(beginning(undefined, storage(null))).toBeNull();
  });

  it('is the list where nothing can be kept', () => {
    const broken = {
      getItem: () => {
        throw new Error('denied');
      },
      setItem: () => {
        throw new Error('denied');
      },
    };
    expect(beginning(undefined, broken)).toBeNull();
    expect(() => remember('about', broken)).not.toThrow();
  });
});
