import { describe, expect, it } from 'vitest';
import { fakeHost } from '../../host.fake';
import type { Reply, Request } from '../../host';
import { Choices } from './choices.svelte';
import { Endpoints } from './endpoints.svelte';
import { grouped, Levels } from './levels.svelte';

async function choicesOf(state: string) {
  const host = fakeHost(state);
  const choices = new Choices(host);
  await choices.refresh();
  return { host, choices };
}

describe('a choice', () => {
  it('shows while it is on its way', async () => {
    const { choices } = await choicesOf('feed');
    const changing = choices.change({ name: 'unreadCount', value: false });
    expect(choices.view?.unreadCount).toBe(false);
    expect(await changing).toBe(true);
    expect(choices.view?.unreadCount).toBe(false);
  });

  it('is taken back with its reason when it is refused', async () => {
    const { choices } = await choicesOf('refusing');
    expect(await choices.change({ name: 'theme', value: 'dark' })).toBe(false);
    expect(choices.view?.appearance.theme).toBe('system');
    expect(choices.why('theme')?.code).toBe('settings');
    expect(choices.why('density'), 'the reason stands at its own choice').toBeNull();
  });

  it('that is refused takes no other back', async () => {
    const { host, choices } = await choicesOf('feed');
    const willing = host.answers.changeSetting as (asked: Request<'changeSetting'>) => Reply<'changeSetting'>;
    host.answers.changeSetting = (asked) => {
      if (asked.setting.name === 'theme') throw { code: 'settings', message: 'No.' };
      return willing(asked);
    };
    await Promise.all([
      choices.change({ name: 'theme', value: 'dark' }),
      choices.change({ name: 'textSize', value: 130 }),
    ]);
    expect(choices.view?.appearance).toEqual({ theme: 'system', density: 'comfortable', textSize: 130 });
  });

  it('of a new shortcut forgets the old one’s trouble', async () => {
    const { choices } = await choicesOf('shortcut-taken');
    expect(choices.view?.openPanelProblem).not.toBeNull();
    const changing = choices.change({ name: 'openPanel', value: 'Alt+Shift+B' });
    expect(choices.view?.openPanelProblem).toBeNull();
    await changing;
  });
});

describe('a level', () => {
  it('is taken back when it is refused', async () => {
    const levels = new Levels(fakeHost('refusing'));
    await levels.refresh();
    const before = levels.rows;
    await levels.choose('crash-feedback', 'passive');
    expect(levels.rows).toEqual(before);
    expect(levels.refused?.key).toBe('crash-feedback');
  });

  it('is the built-in one again also where the kind has a level of its own', async () => {
    const host = fakeHost('feed');
    const levels = new Levels(host);
    await levels.refresh();
    const rows = levels.rows ?? [];
    host.answers.levels = () =>
      rows.map((row) => (row.key === 'app-version-rejected' ? { ...row, chosen: 'passive' as const } : row));
    await levels.choose('app-version-rejected', null);
    const asked = host.asked.filter(({ command }) => command === 'setLevel').map(({ request }) => request);
    expect(asked.at(-1), 'the kind’s own level would hold otherwise').toMatchObject({
      level: 'time-sensitive',
    });
  });

  it('stands under its kind, and what differs is counted', () => {
    const row = { kind: 'ping', state: null, default: 'active' as const };
    const groups = grouped([
      { ...row, key: 'a', chosen: 'passive' },
      { ...row, key: 'b', chosen: 'active' },
      { ...row, key: 'c', kind: 'crash-feedback', chosen: null },
    ]);
    expect(groups.map(({ kind, changed }) => [kind, changed])).toEqual([
      ['ping', 1],
      ['crash-feedback', 0],
    ]);
  });
});

describe('an endpoint', () => {
  it('keeps its name when another one is refused', async () => {
    const endpoints = new Endpoints(fakeHost('feed'));
    await endpoints.refresh();
    const [first] = endpoints.list ?? [];
    if (!first) throw new Error('The fake has endpoints.');
    expect(await endpoints.rename(first, 'Orchard', null)).toBe(false);
    expect(endpoints.list?.map(({ name }) => name)).toEqual(['Tideline', 'Orchard', 'Fernway']);
    expect(endpoints.why(first.id)?.code).toBe('name-taken');
  });

  it('takes its fresh secret along to a new name', async () => {
    const endpoints = new Endpoints(fakeHost('feed'));
    await endpoints.add('Lantern', null);
    const made = endpoints.list?.find(({ name }) => name === 'Lantern');
    if (!made) throw new Error('It was not added.');
    await endpoints.rename(made, 'Lanterna', null);
    expect(endpoints.added?.name).toBe('Lanterna');
  });
});
