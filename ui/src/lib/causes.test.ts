import { describe, expect, it } from 'vitest';
import { tellCause, wrong } from './causes';
import { claim, told } from './header';
import { fakeHost } from './host.fake';
import { UNPROVEN } from './unproven';
import type { Status } from './wire.gen';

const status = async (state: string): Promise<Status> => fakeHost(state).ask('status', {});

describe('a cause in words', () => {
  it('has its own for each reason why an address is not proven, and asks again', () => {
    for (const code of Object.keys(UNPROVEN)) {
      const one = tellCause({ code: `unproven-${code}`, detail: 'x' });
      expect(one.title, code).not.toBe(tellCause({ code: 'moonlight', detail: '' }).title);
      expect([one.fix, one.grave]).toEqual(['prove', true]);
    }
  });

  it('of a later version is told by its particulars', () => {
    const one = tellCause({ code: 'unproven-moonlight', detail: 'The moon is full.' });
    expect([one.fix, one.detail]).toEqual(['doctor', 'The moon is full.']);
  });

  it('says of the network only what the catalogue says', () => {
    expect(tellCause({ code: 'network', detail: 'This computer has no network.' }).detail).toBe('');
  });
});

describe('what is wrong', () => {
  it('is told once where a problem is the cause', async () => {
    const { problems, ...rest } = await status('port-taken');
    expect(wrong({ problems, ...rest }).map(({ key }) => key)).toEqual(['port-taken']);
  });

  it('has the cause beside the problems', async () => {
    const tunnel = await status('degraded-tunnel');
    const also: Status = { ...tunnel, problems: [{ code: 'settings-bad', detail: '' }] };
    expect(wrong(also).map(({ key }) => key)).toEqual(['tunnel', 'settings-bad']);
  });

  it('is nothing while nothing is known, or all is well', async () => {
    expect(wrong(null)).toEqual([]);
    const well = await status('feed');
    expect(wrong(well)).toEqual([]);
    expect(told(well)).toBe(false);
  });
});

describe('the header', () => {
  it.each([
    ['feed', 'listening', 'Listening'],
    ['unproven', 'listening', 'Listening on this computer'],
    ['degraded-dns', 'problem', 'Needs your attention'],
    ['port-taken', 'offline', 'Not listening'],
    ['offline', 'offline', 'This computer is offline'],
    ['paused', 'paused', 'Paused'],
    ['starting', 'offline', 'Starting'],
  ])('of %s has the bell %s', async (state, bell, said) => {
    const one = claim(await status(state), Date.now());
    expect([one.bell, one.state]).toEqual([bell, said]);
  });

  it.each(['degraded-dns', 'offline'])('of %s says since when', async (state) => {
    expect(claim(await status(state), Date.now()).facts[0]).toMatch(/^since /);
  });

  it('claims no proof where the program claims none', async () => {
    const once = { ...(await status('feed')), health: 'listening' as const };
    expect(claim(once, Date.now()).state, 'an old proof does not speak for now').toBe(
      'Listening on this computer',
    );
  });
});
