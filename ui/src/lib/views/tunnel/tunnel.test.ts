import { describe, expect, it } from 'vitest';
import { fakeHost } from '../../host.fake';
import type { TunnelKind } from '../../wire.gen';
import { isMissing, lacking, options, ordered, secondsTo, TunnelChoice } from './tunnel.svelte';
import { fieldWords } from './words';

async function choiceOf(state: string) {
  const host = fakeHost(state);
  const choice = new TunnelChoice(host);
  await choice.refresh();
  const kind = (name: string): TunnelKind => {
    const found = choice.view?.kinds.find((one) => one.kind === name);
    if (!found) throw new Error(`The fake has no ${name}.`);
    return found;
  };
  return { host, choice, kind };
}

describe('kinds of tunnel', () => {
  it('come with what is installed first, and a command of one’s own is never missing', async () => {
    const { choice } = await choiceOf('tunnel');
    const kinds = ordered(choice.view?.kinds ?? []);
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'cloudflared',
      'cloudflared-named',
      'ssh',
      'command',
      'ngrok',
      'tailscale',
      'bore',
    ]);
    expect(kinds.filter(isMissing).map(({ kind }) => kind)).toEqual(['ngrok', 'tailscale', 'bore']);
  });

  it('have words for each of their fields', async () => {
    const { choice } = await choiceOf('tunnel');
    for (const kind of choice.view?.kinds ?? [])
      for (const field of kind.fields)
        expect(fieldWords(kind, field, false).label, `${kind.kind}.${field.key}`).not.toBe(field.key);
  });

  it('show a field of a later version by its own name', async () => {
    const { kind } = await choiceOf('tunnel');
    const field = { key: 'moon', required: false, secret: false, example: 'full' };
    expect(fieldWords(kind('ssh'), field, false)).toEqual({ label: 'moon', hint: 'Such as full' });
  });
});

describe('what a tunnel is told', () => {
  it('lacks what is needed, but not a secret that is kept', async () => {
    const { kind } = await choiceOf('tunnel');
    const named = kind('cloudflared-named');
    expect(lacking(named, { address: '  ' }, [])).toEqual(['token', 'address']);
    expect(lacking(named, { address: 'https://a.example' }, ['token'])).toEqual([]);
    expect(lacking(named, { token: 'x' }, ['address']), 'only secrets are kept').toEqual(['address']);
  });

  it('goes out without what is empty, and without what another kind was told', async () => {
    const { kind } = await choiceOf('tunnel');
    expect(options(kind('ngrok'), { domain: ' bell.ngrok.app ', authtoken: '', server: 'x' })).toEqual({
      domain: 'bell.ngrok.app',
    });
  });
});

describe('the choice', () => {
  it('is what the program answers', async () => {
    const { choice, kind } = await choiceOf('tunnel');
    expect(await choice.choose(kind('cloudflared'))).toBe(true);
    expect(choice.view).toMatchObject({ kind: 'cloudflared', phase: 'starting' });
    expect(await choice.choose(null)).toBe(true);
    expect(choice.view?.kind).toBeNull();
  });

  it('stays as it was where it is refused, and says why', async () => {
    const { choice, kind } = await choiceOf('refusing');
    expect(await choice.choose(kind('cloudflared'))).toBe(false);
    expect(choice.view?.kind).toBeNull();
    expect(choice.refused?.code).toBe('settings');
    expect(await choice.restart()).toBe(false);
    expect(choice.busy).toBe(false);
  });

  it('is one at a time', async () => {
    const { host, choice, kind } = await choiceOf('tunnel');
    const first = choice.choose(kind('cloudflared'));
    expect(await choice.restart(), 'the second is not asked').toBe(false);
    await first;
    expect(host.asked.some(({ command }) => command === 'tunnelRestart')).toBe(false);
  });
});

it.each([
  [24_000, 24],
  [23_001, 24],
  [1, 1],
  [0, 0],
  [-5_000, 0],
])('%i ms are %i seconds to go', (left, seconds) =>
  expect(secondsTo(1_000_000 + left, 1_000_000)).toBe(seconds),
);
