import { describe, expect, it } from 'vitest';
import type { Endpoint, Setup } from '../../wire.gen';
import { count, endpointOf, next, pinged, progress, wayOf, type Page, type StepId } from './steps';

const endpoint = (about: Partial<Endpoint> = {}): Endpoint => ({
  id: '1',
  name: 'Tideline',
  appId: null,
  path: '/hooks/a',
  url: null,
  secretKnown: true,
  rotated: null,
  formerSecretAccepted: false,
  created: 1000,
  lastPing: null,
  lastEvent: null,
  lost: null,
  ...about,
});
const setup = (about: Partial<Setup> = {}): Setup => ({
  notifications: 'allowed',
  bannerSeen: false,
  endpoints: [],
  publicUrl: null,
  proven: null,
  over: false,
  ...about,
});
const page = { skipped: new Set<StepId>(), pasted: false };
const byHand = (setup: Setup, endpoint: Endpoint | null, page: Page) =>
  progress('hand', { setup, endpoint, keys: 0, made: [] }, page);
const withKey = (setup: Setup, keys: number, made: Endpoint[] = []) =>
  progress('key', { setup, endpoint: null, keys, made }, page);

describe('Apple’s ping', () => {
  it('counts only when it came after the endpoint was made', () => {
    expect(pinged(endpoint({ lastPing: 999 })), 'that ping was for another one').toBe(false);
    expect(pinged(endpoint({ lastPing: 1000 }))).toBe(true);
    expect(pinged(endpoint())).toBe(false);
    expect(pinged(null)).toBe(false);
  });

  it('proves nothing about a secret that was made afterwards', () => {
    expect(pinged(endpoint({ lastPing: 5000, rotated: 6000 }))).toBe(false);
    expect(pinged(endpoint({ lastPing: 7000, rotated: 6000 }))).toBe(true);
  });

  it('is not an event: only a ping turns it green', () => {
    expect(pinged(endpoint({ lastEvent: 9000 }))).toBe(false);
  });
});

describe('the steps by hand', () => {
  it('begin with the first that is not proven', () => {
    const none = byHand(setup(), null, page);
    expect(next(none)).toBe('banner');
    expect(count(none)).toBe(0);
    const some = byHand(setup({ bannerSeen: true, endpoints: [endpoint()] }), endpoint(), page);
    expect(next(some), 'it goes on where it was left').toBe('address');
    expect(count(some)).toBe(2);
  });

  it('take an address as proven by its proof, not by being typed', () => {
    const typed = byHand(setup({ publicUrl: 'https://bell.example.dev' }), endpoint(), page);
    expect(typed.find(({ id }) => id === 'address')?.state).toBe('todo');
    const proven = { at: 1, roundTripMs: 96 };
    const known = byHand(setup({ publicUrl: 'https://bell.example.dev', proven }), endpoint(), page);
    expect(known.find(({ id }) => id === 'address')?.state).toBe('done');
    const gone = byHand(setup({ publicUrl: null, proven }), endpoint(), page);
    expect(gone.find(({ id }) => id === 'address')?.state, 'a proof of what is no longer set').toBe('todo');
  });

  it('tell what the person says from what is proven', () => {
    const told = byHand(setup(), endpoint(), { ...page, pasted: true });
    expect(told.find(({ id }) => id === 'paste')?.state).toBe('told');
    expect(count(told), 'saying so proves nothing').toBe(1);
    const proven = byHand(setup(), endpoint({ lastPing: 2000 }), page);
    expect(
      proven.find(({ id }) => id === 'paste')?.state,
      'the ping proves what stands at App Store Connect',
    ).toBe('done');
  });

  it('can be skipped, and a proof outweighs the skip', () => {
    const skipped = { ...page, skipped: new Set<StepId>(['banner']) };
    expect(next(byHand(setup(), null, skipped))).toBe('endpoint');
    expect(byHand(setup({ bannerSeen: true }), null, skipped)[0]?.state).toBe('done');
  });
});

describe('the steps with a key', () => {
  const url = { publicUrl: 'https://bell.example.dev' };
  const state = (steps: ReturnType<typeof withKey>, of: StepId) => steps.find(({ id }) => id === of)?.state;

  it('go from the key over the address to the apps', () => {
    expect(next(withKey(setup({ bannerSeen: true }), 0))).toBe('key');
    expect(next(withKey(setup({ bannerSeen: true }), 1))).toBe('address');
    const saved = withKey(setup({ bannerSeen: true, ...url }), 1);
    expect(state(saved, 'address'), 'before there is an endpoint nothing can sign a proof').toBe('told');
    expect(next(saved)).toBe('apps');
  });

  it('ask for the proof as soon as there is an endpoint to sign it', () => {
    const made = endpoint();
    expect(state(withKey(setup({ ...url, endpoints: [made] }), 1, [made]), 'address')).toBe('todo');
  });

  it('take an app as done by the webhook that Apple has, not by an endpoint alone', () => {
    const alone = withKey(setup({ endpoints: [endpoint()] }), 1);
    expect(state(alone, 'apps')).toBe('todo');
    expect(state(withKey(setup({ endpoints: [endpoint()] }), 1, [endpoint()]), 'apps')).toBe('done');
  });

  it('are over when the ping of each app came', () => {
    const came = endpoint({ id: '1', lastPing: 2000 });
    const silent = endpoint({ id: '2' });
    expect(state(withKey(setup(), 1, [came, silent]), 'ping')).toBe('todo');
    expect(state(withKey(setup(), 1, [came]), 'ping')).toBe('done');
    expect(state(withKey(setup(), 1), 'ping'), 'without a webhook nothing can ring').toBe('todo');
  });
});

describe('the way', () => {
  it('is the key’s at first, and by hand for who made endpoints without one', () => {
    expect(wayOf(setup(), 0, null)).toBe('key');
    expect(wayOf(setup({ endpoints: [endpoint()] }), 0, null)).toBe('hand');
    expect(wayOf(setup({ endpoints: [endpoint()] }), 1, null)).toBe('key');
  });

  it('is what was picked', () => {
    expect(wayOf(setup(), 1, 'hand')).toBe('hand');
    expect(wayOf(setup({ endpoints: [endpoint()] }), 0, 'key')).toBe('key');
  });
});

describe('the endpoint at hand', () => {
  const old = endpoint({ id: '1', name: 'Orchard', lastPing: 2000 });
  const waiting = endpoint({ id: '2', name: 'Fernway' });
  const newest = endpoint({ id: '3', name: 'Tideline', lastPing: 3000 });

  it('is the one that waits for its ping', () => {
    expect(endpointOf([old, waiting, newest], null)?.name).toBe('Fernway');
    expect(endpointOf([old, newest], null)?.name).toBe('Tideline');
    expect(endpointOf([], null)).toBeNull();
  });

  it('is the chosen one as long as it is there', () => {
    expect(endpointOf([old, waiting, newest], 'Orchard')?.name).toBe('Orchard');
    expect(endpointOf([waiting], 'Orchard')?.name).toBe('Fernway');
  });
});
