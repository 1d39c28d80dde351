import { describe, expect, it } from 'vitest';
import { fakeHost, type Fake } from '../../host.fake';
import { PublicAddress } from './address.svelte';
import { SetUp } from './setup.svelte';

async function begin(state: string): Promise<{ machine: SetUp; host: Fake }> {
  const host = fakeHost(state);
  const machine = new SetUp(host);
  host.onChange(() => void machine.refresh());
  await machine.refresh();
  return { machine, host };
}

describe('the set-up', () => {
  it('goes on by itself where the open step was proven', async () => {
    const { machine } = await begin('first');
    expect(machine.open).toBe('banner');
    await machine.sawBanner();
    expect(machine.open).toBe('key');
    expect(machine.moved, 'the focus follows once').toBe(1);
    expect(machine.proven).toBe('banner');
  });

  it('stays where a secret is shown until the person goes on', async () => {
    const { machine } = await begin('setup-endpoint');
    machine.pick('hand');
    await machine.add('Tideline', null);
    expect(machine.open).toBe('endpoint');
    expect(machine.secret).toMatch(/^[0-9a-f]{64}$/);
    machine.advance();
    expect(machine.open).toBe('address');
    expect(machine.secret, 'it is still needed for pasting').not.toBeNull();
  });

  it('knows a secret of its own page only', async () => {
    const { machine, host } = await begin('setup-waiting');
    expect(machine.secret).toBeNull();
    await machine.rotate('paste');
    expect(machine.secret).not.toBeNull();
    const again = new SetUp(host);
    await again.refresh();
    expect(again.secret, 'a new page must not know it').toBeNull();
  });

  it('leaves the reader alone when something else is proven', async () => {
    const { machine, host } = await begin('setup-waiting');
    machine.toggle('banner');
    (host as unknown as { ping: () => void }).ping();
    await machine.refresh();
    expect(machine.rung).toBe(true);
    expect(machine.open, 'what is being read stays open').toBe('banner');
  });

  it('keeps a refusal at its step, and nothing else changes', async () => {
    const { machine } = await begin('setup-locked');
    expect(await machine.add('Tideline', null)).toBe(false);
    expect(machine.refused).toMatchObject({ step: 'endpoint', error: { code: 'needs-user' } });
    expect(machine.endpoint).toBeNull();
  });

  it('shows what it knew while the program does not answer', async () => {
    const { machine, host } = await begin('setup-address');
    host.answers.setup = () => {
      throw { code: 'internal', message: 'Stopped.' };
    };
    await machine.refresh();
    expect(machine.error?.code).toBe('internal');
    expect(machine.setup, 'the steps stay').not.toBeNull();
  });

  it('goes on where it was left, also by who said that it is over', async () => {
    const { machine, host } = await begin('setup-address');
    await host.ask('setupStep', { step: 'over' });
    const again = new SetUp(host);
    await again.refresh();
    expect(again.open).toBe('address');
    expect(machine.rangHere).toBe(false);
  });

  it('goes by hand from its second step on, and back', async () => {
    const { machine } = await begin('setup-endpoint');
    expect([machine.way, machine.open]).toEqual(['key', 'key']);
    machine.pick('hand');
    expect([machine.way, machine.open]).toEqual(['hand', 'endpoint']);
    expect(machine.moved, 'the focus stays where it was picked').toBe(0);
    machine.pick('key');
    expect(machine.open).toBe('key');
  });

  it('with a key: makes what is chosen, proves the address by it, and says for each app what came of it', async () => {
    const { machine, host } = await begin('setup-key-apps');
    await machine.look();
    expect(machine.open).toBe('apps');
    const address = new PublicAddress(host);
    await machine.make(machine.key.apps?.list ?? [], address);
    expect(machine.made.map(({ name }) => name)).toEqual(['Tideline', 'Lantern']);
    expect(Object.values(machine.key.refused).map(({ message }) => message)).toEqual([
      expect.stringContaining('ten webhooks'),
    ]);
    expect(machine.open, 'a refusal is read before it goes on').toBe('apps');
    expect(machine.setup?.proven, 'the first webhook signs the proof').not.toBeNull();
    machine.advance();
    expect(machine.open).toBe('ping');
    await machine.key.ring(['Tideline']);
    expect(machine.key.pings).toEqual({ Tideline: 'asked' });
    expect(machine.rung, 'asking is no ping').toBe(false);
    (host as unknown as { ping: () => void }).ping();
    await machine.refresh();
    expect([machine.rung, machine.open]).toEqual([true, null]);
  });

  it('with a key: what is there already is not asked for again', async () => {
    const { machine } = await begin('setup-key-waiting');
    await machine.look();
    expect([machine.way, machine.open]).toEqual(['key', 'ping']);
    expect(machine.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'todo']);
  });

  it('asks for nothing on a second visit', async () => {
    const { machine } = await begin('feed');
    expect(machine.open).toBeNull();
  });
});
