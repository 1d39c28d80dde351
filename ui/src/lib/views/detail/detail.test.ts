import { describe, expect, it } from 'vitest';
import { difference } from './diff';
import { blocks, firstPart, pieces } from './json';
import { ended, stages } from './trail';

describe('the body’s colours', () => {
  it('add and lose nothing, also of what is no JSON', () => {
    for (const text of [
      '{"a": [1, -2.5e3, true, null, "b: \\"c\\""]}',
      '{"broken',
      'not json "a" : <script>',
      '',
    ]) {
      expect(
        pieces(text)
          .map((piece) => piece.text)
          .join(''),
        'a body is evidence',
      ).toBe(text);
    }
  });

  it('tell names from texts', () => {
    const found = pieces('{"type": "ping", "n": 4}').filter((piece) => piece.hue !== 'plain');
    expect(found.map(({ hue, text }) => `${hue} ${text}`)).toEqual([
      'name "type"',
      'text "ping"',
      'name "n"',
      'number 4',
    ]);
  });

  it('a mebibyte takes no time that is felt', () => {
    const text = JSON.stringify(Array.from({ length: 20_000 }, (_, n) => ({ id: n, name: `event ${n}` })));
    const start = performance.now();
    blocks(text).forEach(pieces);
    expect(performance.now() - start, 'milliseconds for a long body').toBeLessThan(1500);
  });
});

describe('long bodies', () => {
  it('begin with whole lines', () => {
    const text = Array.from({ length: 100 }, (_, n) => `line ${n}`).join('\n');
    const part = firstPart(text, 200);
    expect(part.length).toBeLessThanOrEqual(200);
    expect(text[part.length], 'cut at the end of a line').toBe('\n');
  });

  it('never halve a character', () => {
    expect(firstPart('👩‍🚀'.repeat(50), 7).charCodeAt(6), 'no lone surrogate').not.toBe(0xd83d);
    expect(firstPart('💥💥💥', 3)).toBe('💥');
  });

  it('in blocks are the same text', () => {
    const lines = Array.from({ length: 900 }, (_, n) => `line ${n}`).join('\n');
    expect(blocks(lines, 500).join('\n')).toBe(lines);
    expect(blocks('x'.repeat(1200), 500).join('')).toBe('x'.repeat(1200));
  });
});

describe('the trail', () => {
  const trail = [
    { id: 'a', status: 'WAITING_FOR_REVIEW', time: 0 },
    { id: 'b', status: 'IN_REVIEW', time: 4 * 3_600_000 },
    { id: 'c', status: 'REJECTED', time: 4 * 3_600_000 + 41 * 60_000 },
  ];

  it('says how long the state lasted that this event ended', () => {
    expect(ended(stages(trail, 'c'))).toMatchObject({ status: 'IN_REVIEW', length: 41 * 60_000 });
    expect(ended(stages(trail, 'a')), 'nothing ended with the first one').toBeNull();
  });

  it('gives each stage a width that can be seen, a hundred percent in all', () => {
    const shares = stages(trail, 'c').map((stage) => stage.share);
    expect(Math.min(...shares)).toBeGreaterThan(4);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100);
  });

  it('bears one step, and two at the same moment', () => {
    expect(stages(trail.slice(0, 1), 'a')[0]).toMatchObject({ length: null, share: 100, here: true });
    const same = stages([trail[0]!, { ...trail[1]!, time: 0 }], 'b');
    expect(same.every((stage) => Number.isFinite(stage.share))).toBe(true);
  });
});

describe('the difference', () => {
  it('is by words, and gives both texts again', () => {
    const before = 'Tideline 3.2.0: Rejected by App Review';
    const now = 'Tideline 3.2.0 was rejected by App Review';
    const found = difference(before, now);
    const only = (...kinds: string[]) =>
      found
        .filter((change) => kinds.includes(change.kind))
        .map((change) => change.text)
        .join('');
    expect(only('same', 'gone'), 'the old text, whole').toBe(before);
    expect(only('same', 'new'), 'the new text, whole').toBe(now);
    expect(only('same')).toContain('by App Review');
  });

  it('of the same text is that text', () => {
    expect(difference('a b', 'a b')).toEqual([{ kind: 'same', text: 'a b' }]);
    expect(difference('', '')).toEqual([]);
  });

  it('of very long texts does not compare word by word', () => {
    const long = 'word '.repeat(5000);
    expect(difference(long, `${long}more`).map((change) => change.kind)).toEqual(['gone', 'new']);
  });
});
