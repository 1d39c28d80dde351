import { describe, expect, it } from 'vitest';
import { fakeHost } from '../../../host.fake';
import type { Attachment } from '../../../wire.gen';
import { Attached, source } from './pictures.svelte';
import { FIT, held, moved, turned, zoomed, type Room } from './sight';

const room: Room = { width: 200, height: 400, stageWidth: 300, stageHeight: 400 };

describe('the sight of a picture', () => {
  it('is never smaller than it fits, nor larger than eight times', () => {
    expect(zoomed(FIT, room, 0.1)).toEqual(FIT);
    expect(zoomed(FIT, room, 100).scale).toBe(8);
    expect(held({ scale: Number.NaN, x: 0, y: 0 }, room)).toEqual(FIT);
  });

  it('keeps what lies under the pointer where it is', () => {
    const at = { x: 40, y: -100 };
    const near = zoomed(FIT, room, 4, at);
    // The point of the picture under the pointer before and after, told in the picture's own measure.
    const under = ({ scale, x, y }: typeof near) => [(at.x - x) / scale, (at.y - y) / scale];
    expect(under(near)).toEqual(under(FIT));
  });

  it('is moved no further than to the picture’s edges', () => {
    const near = zoomed(FIT, room, 2);
    expect(moved(near, room, 5_000, 5_000)).toEqual({ scale: 2, x: 50, y: 200 });
    expect(moved(FIT, room, 50, 50), 'what fits does not move').toEqual(FIT);
  });

  it('turns from all of it to near, and back', () => {
    const near = turned(FIT, room, { x: 10, y: 10 });
    expect(near.scale).toBeGreaterThan(2);
    expect(turned(near, room, { x: 0, y: 0 })).toEqual(FIT);
  });
});

describe('what a tester sent', () => {
  const picture = (id: string, state: Attachment['state']): Attachment => ({
    id,
    kind: 'screenshot',
    state,
    bytes: 1,
    width: null,
    height: null,
  });

  it('is read once it is here, and once', async () => {
    const host = fakeHost('feed');
    const attached = new Attached(host);
    await attached.readAll([picture('a-1', 'coming'), picture('a-2', 'gone'), picture('a-3', 'here')]);
    await attached.readAll([picture('a-1', 'here'), picture('a-3', 'here')]);
    const asked = host.asked.filter(({ command }) => command === 'attachmentRead');
    expect(asked.map(({ request }) => request)).toEqual([{ id: 'a-3' }, { id: 'a-1' }]);
    expect(attached.sourceOf('a-1')).toMatch(/^data:image\//);
  });

  it('that could not be read says why, and can be asked for again', async () => {
    const host = fakeHost('refusing');
    const attached = new Attached(host);
    await attached.readAll([picture('a-1', 'here')]);
    expect(attached.read['a-1']).toMatchObject({ refused: { code: 'storage' } });
    host.answers.attachmentRead = () => ({ mediaType: 'image/png', text: null, base64: 'AAAA' });
    await attached.again('a-1');
    expect(attached.sourceOf('a-1')).toBe('data:image/png;base64,AAAA');
  });

  it.each(['text/html', 'image/png,<script>', 'image/', ''])('of the kind “%s” is no picture', (mediaType) =>
    expect(source({ mediaType, text: null, base64: 'AAAA' })).toBeNull(),
  );
});
