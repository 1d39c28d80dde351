import { render, screen, waitFor } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import { type Fake, fakeHost } from './lib/host.fake';
import Panel from './Panel.svelte';

async function show(state: string): Promise<Fake> {
  const host = fakeHost(state);
  render(Panel, { host });
  await waitFor(() => expect(names(host)).toContain('ready'));
  await tick();
  return host;
}

async function search(words: string): Promise<HTMLInputElement> {
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Search events' });
  field.focus();
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await tick();
  return field;
}

const names = (host: Fake) => host.asked.map(({ command }) => command);

const press = async (key: string) => {
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  );
  await tick();
};
const focused = () => (document.activeElement as HTMLElement).dataset['id'];

describe('each state says what it is and what to do', () => {
  it.each([
    ['first', 'Hear your first bell'],
    ['no-endpoint', 'Hear your first bell'],
    ['empty', 'No events yet'],
    ['starting', 'Shipbell is starting'],
    ['error', 'The events could not be loaded'],
    ['keychain-locked', 'The keychain is locked'],
    ['keychain-absent', 'This computer has no keychain'],
    ['port-taken', 'Another program uses Shipbell’s port'],
    ['cannot-store', 'Events cannot be stored'],
    ['damaged', 'The feed is damaged in places'],
    ['quarantined', 'The feed was damaged, and a new one was begun'],
    ['stopped', 'Shipbell has stopped'],
    ['paused-open', 'Banners are paused until you turn them on'],
  ])('%s', async (state, title) => {
    await show(state);
    await screen.findByRole('heading', { name: title });
  });

  it('says once what to do where the events could not be loaded', async () => {
    await show('error');
    await screen.findByRole('button', { name: 'Try again' });
    expect(screen.getAllByText(/quit Shipbell and open it again/)).toHaveLength(1);
  });

  it('says that a search failed, instead of showing other rows as what it found', async () => {
    const host = await show('feed');
    const { feedPage } = host.answers;
    host.answers.feedPage = () => Promise.reject({ code: 'storage', message: '' });
    await search('orchard');
    await screen.findByRole('heading', { name: 'The events could not be loaded' });
    expect(screen.queryByText(/match/)).toBeNull();
    host.answers.feedPage = feedPage!;
    screen.getByRole('button', { name: 'Try again' }).click();
    await waitFor(() => expect(screen.getAllByText(/Orchard/).length).toBeGreaterThan(0));
  });

  it('closes what lies open over the feed when another view comes', async () => {
    const host = await show('feed');
    await press('?');
    await waitFor(() => expect(document.querySelector('dialog')).not.toBeNull());
    host.tell({ type: 'show', view: { name: 'settings', section: null } });
    await waitFor(() =>
      expect(document.querySelector('dialog'), 'a dialog that nobody sees takes every key').toBeNull(),
    );
  });

  it('puts the gravest problem first and counts the others', async () => {
    await show('two-problems');
    expect((await screen.findByRole('alert')).textContent).toContain('The keychain is locked');
    expect(screen.getByText('2 more problems')).toBeTruthy();
  });

  it('opens even when nothing answers', async () => {
    const host = await show('loading');
    expect(names(host), 'a slow engine must not keep the window away').toContain('ready');
    expect(screen.getByText('Loading', { selector: '[role=status] *' })).toBeTruthy();
  });

  it('asks once more after a flood of changes, not once for each', async () => {
    const host = await show('feed');
    const questions = () => names(host).filter((name) => name === 'status').length;
    const before = questions();
    for (let change = 0; change < 100; change++) host.tell({ type: 'status' });
    await waitFor(() => expect(questions()).toBe(before + 2));
    await tick();
    expect(questions(), 'what forgets ten thousand old events must not keep the panel busy').toBe(before + 2);
  });

  it('goes from starting to the feed by itself', async () => {
    const host = await show('starting');
    const awake = fakeHost('feed');
    Object.assign(host.answers, { feedPage: awake.answers.feedPage, status: awake.answers.status });
    host.tell({ type: 'status' });
    await screen.findByText('Rejected');
    expect(screen.queryByText('Shipbell is starting')).toBeNull();
  });
});

describe('keys', () => {
  it('j and k walk the rows, and Tab reaches one of them only', async () => {
    await show('feed');
    await press('j');
    expect(focused()).toBe('e20');
    await press('j');
    await press('ArrowDown');
    expect(focused()).toBe('e20a');
    await press('k');
    expect(focused()).toBe('e20b');
    const reachable = document.querySelectorAll('[data-id][tabindex="0"]');
    expect(
      [...reachable].map((row) => (row as HTMLElement).dataset['id']),
      'roving focus',
    ).toEqual(['e20b']);
  });

  it('Down leads from the search to what these words find, also while the answer is on its way', async () => {
    const host = await show('feed');
    const { feedPage } = host.answers;
    let answer = () => {};
    const answered = new Promise<void>((done) => (answer = done));
    host.answers.feedPage = async (request) => {
      await answered;
      return feedPage!(request);
    };
    const field = await search('orchard');
    await press('ArrowDown');
    expect(document.activeElement, 'the rows that still stand are another question’s').toBe(field);
    answer();
    await waitFor(() => expect(document.activeElement).not.toBe(field));
    expect(document.activeElement?.textContent).toMatch(/orchard/i);
  });

  it('e turns the row’s mark over', async () => {
    const host = await show('feed');
    await press('j');
    await press('e');
    expect(host.asked).toContainEqual({ command: 'setUnread', request: { ids: ['e20'], unread: false } });
    await waitFor(() => expect(screen.getByRole('button', { name: 'Unread 2' })).toBeTruthy());
    await press('e');
    expect(host.asked).toContainEqual({ command: 'setUnread', request: { ids: ['e20'], unread: true } });
  });

  it('leave the system’s own shortcuts alone', async () => {
    const host = await show('feed');
    await press('j');
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'e', metaKey: true, bubbles: true }),
    );
    expect(names(host).includes('setUnread')).toBe(false);
  });

  it('Esc closes', async () => {
    const host = await show('empty');
    await press('Escape');
    expect(names(host)).toContain('hide');
  });
});

describe('rows', () => {
  it('open their page by a click and are read then', async () => {
    const host = await show('feed');
    screen.getByText('Rejected').closest('button')?.click();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Unread 2' })).toBeTruthy());
    expect(host.asked).toContainEqual({ command: 'openEvent', request: { id: 'e20' } });
  });

  it('say how an event came to be known', async () => {
    await show('feed');
    expect(screen.getByText(/Recovered, 3 h late/)).toBeTruthy();
    expect(screen.getByText('Sample')).toBeTruthy();
    expect(screen.getByText('Conflict')).toBeTruthy();
  });

  it('show the exact time on hover', async () => {
    await show('feed');
    expect(document.querySelector('time')?.title).toMatch(/^Happened .+ Arrived .+\.$/);
  });
});

describe('the pause', () => {
  it('ends by Resume', async () => {
    const host = await show('paused');
    screen.getAllByRole('button', { name: 'Resume' })[0]?.click();
    await waitFor(() => expect(screen.queryAllByRole('button', { name: 'Resume' })).toEqual([]));
    expect(names(host)).toContain('resume');
  });

  it('stays, with the reason, when it could not be ended', async () => {
    const host = await show('paused');
    host.answers.resume = () => Promise.reject({ code: 'internal', message: '' });
    screen.getAllByRole('button', { name: 'Resume' })[0]?.click();
    await screen.findByText('That did not work and was taken back');
    expect(screen.getAllByRole('button', { name: 'Resume' }).length).toBeGreaterThan(0);
  });
});
