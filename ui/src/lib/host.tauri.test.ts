import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EVERYTHING } from './feed.svelte';

const invoke = vi.hoisted(() => vi.fn());
const listen = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/api/core', () => ({ invoke }));
vi.mock('@tauri-apps/api/event', () => ({ listen }));

const { tauriHost } = await import('./host.tauri');

beforeEach(() => {
  invoke.mockReset();
  listen.mockReset();
});

describe('the wire', () => {
  it('carries each request under its name', async () => {
    invoke.mockResolvedValue({ events: [], next: null, unread: 0 });
    await tauriHost.ask('feedPage', { before: 'c1', limit: 50, filter: EVERYTHING });
    await tauriHost.ask('setUnread', { ids: ['a'], unread: true });
    expect(invoke.mock.calls).toEqual([
      ['wire', { request: { command: 'feedPage', before: 'c1', limit: 50, filter: EVERYTHING } }],
      ['wire', { request: { command: 'setUnread', ids: ['a'], unread: true } }],
    ]);
  });

  it('hands errors on with their code', async () => {
    invoke.mockRejectedValue({ code: 'storage', message: 'Still starting.' });
    await expect(tauriHost.ask('status', {})).rejects.toEqual({
      code: 'storage',
      message: 'Still starting.',
    });
  });

  it('gives an error without a code one that the panel can tell', async () => {
    invoke.mockRejectedValue('no such command');
    await expect(tauriHost.ask('hide', {})).rejects.toEqual({ code: 'internal', message: 'no such command' });
  });

  it('asks nothing before it hears, and tells every view through one ear', async () => {
    let stands = () => undefined as void;
    let say = (_: unknown) => undefined as void;
    listen.mockImplementation((_, hear) => {
      say = (payload) => hear({ payload });
      return new Promise<void>((done) => (stands = done));
    });
    invoke.mockResolvedValue({});
    const [panel, view] = [vi.fn(), vi.fn()];
    tauriHost.onChange(panel);
    const leave = tauriHost.onChange(view);
    expect(listen).toHaveBeenCalledTimes(1);
    const asked = tauriHost.ask('status', {});
    await Promise.resolve();
    expect(
      invoke,
      'a change between an answer and the first word heard would be lost',
    ).not.toHaveBeenCalled();
    stands();
    await asked;
    say({ type: 'settings' });
    expect([panel.mock.calls.length, view.mock.calls.length]).toEqual([1, 1]);
    leave();
    say({ type: 'settings' });
    expect(view, 'a view that is gone hears nothing').toHaveBeenCalledTimes(1);
  });
});
