import { describe, expect, it } from 'vitest';
import { Feed } from './feed.svelte';
import { fakeHost } from './host.fake';

async function loaded(state: string) {
  const host = fakeHost(state);
  const feed = new Feed(host);
  host.onChange((change) => void (change.type === 'feed' && feed.refresh()));
  await feed.load();
  return { host, feed };
}

const ids = (feed: Feed) => feed.events.map((event) => event.id);

describe('reading', () => {
  it('goes page by page to the end and shows each event once', async () => {
    const { feed } = await loaded('many');
    for (let page = 0; page < 9; page++) await feed.loadMore();
    expect(ids(feed).length, 'every event must be reachable by scrolling').toBe(230);
    expect(new Set(ids(feed)).size, 'an event shown twice would be counted twice').toBe(230);
    expect(feed.complete, 'the reader must be told where it ends').toBe(true);
  });

  it('asks once while a page is on its way', async () => {
    const { host, feed } = await loaded('many');
    await Promise.all([feed.loadMore(), feed.loadMore(), feed.loadMore()]);
    expect(host.asked.length, 'scrolling fast must not read a page twice').toBe(2);
  });

  it('says why it failed and recovers on a new try', async () => {
    const { host, feed } = await loaded('error');
    expect(feed.phase).toBe('failed');
    expect(feed.error?.code, 'the view finds its words by the code').toBe('storage');
    host.answers.feedPage = fakeHost('feed').answers.feedPage!;
    await feed.refresh();
    expect(feed.phase, 'Try again must be able to succeed').toBe('ready');
    expect(feed.error).toBeNull();
  });

  it('keeps what is shown when reading older events fails', async () => {
    const { host, feed } = await loaded('many');
    const shown = ids(feed);
    host.answers.feedPage = () => Promise.reject({ code: 'internal', message: '' });
    await feed.loadMore();
    expect(feed.more).toBe('failed');
    expect(ids(feed), 'a failure below must not empty the list').toEqual(shown);
  });
});

describe('arrivals', () => {
  it('stand on top at once when the reader is there', async () => {
    const { host, feed } = await loaded('feed');
    host.arrive(2);
    await feed.refresh();
    expect(ids(feed).slice(0, 3)).toEqual(['n14', 'n13', 'e20']);
    expect(feed.arrivals, 'the bell swings once for both').toBe(1);
  });

  it('are held back while the reader is further down', async () => {
    const { host, feed } = await loaded('many');
    feed.reading = true;
    const before = ids(feed);
    host.arrive(3);
    await feed.refresh();
    expect(ids(feed).slice(0, 50), 'nothing may move under the eye').toEqual(before);
    expect(feed.held).toBe(3);
    expect(feed.unread, 'the count tells the truth all the same').toBe(6);
    feed.release();
    expect(ids(feed)[0]).toBe('n233');
    expect(feed.held).toBe(0);
  });

  it('leave no gap when more come than one page holds', async () => {
    const { host, feed } = await loaded('many');
    host.arrive(120);
    await feed.refresh();
    expect(ids(feed).slice(118, 122), 'old and new must join').toEqual(['n232', 'n231', 'm230', 'm229']);
    for (let page = 0; page < 9; page++) await feed.loadMore();
    expect(new Set(ids(feed)).size).toBe(350);
  });

  it('lead to one further reading however many changes are told', async () => {
    const { host, feed } = await loaded('feed');
    const before = host.asked.length;
    await Promise.all([feed.refresh(), feed.refresh(), feed.refresh(), feed.refresh()]);
    expect(host.asked.length - before, 'a burst must not become a storm of queries').toBe(2);
  });
});

describe('marking', () => {
  it('shows at once and stays', async () => {
    const { host, feed } = await loaded('feed');
    const done = feed.setUnread(['e20'], false);
    expect(feed.events[0]?.unread, 'the row answers before the host does').toBe(false);
    expect(feed.unread).toBe(2);
    await done;
    expect(host.asked).toContainEqual({ command: 'setUnread', request: { ids: ['e20'], unread: false } });
    expect(feed.refused).toBeNull();
  });

  it('is taken back with its reason when it was refused', async () => {
    const { feed } = await loaded('refusing');
    await feed.setUnread(['e20'], false);
    expect(feed.events[0]?.unread, 'what was not stored must not look stored').toBe(true);
    expect(feed.unread).toBe(3);
    expect(feed.refused?.code).toBe('storage');
  });

  it('takes back all of them together', async () => {
    const { feed } = await loaded('refusing');
    await feed.markAllRead();
    expect(feed.events.filter((event) => event.unread).length).toBe(3);
    expect(feed.unread).toBe(3);
  });

  it('counts unread events that were never loaded', async () => {
    const { host, feed } = await loaded('many');
    host.events = host.events.map((event) => ({ ...event, unread: true }));
    await feed.refresh();
    expect(feed.unread).toBe(230);
    await feed.markAllRead();
    await feed.refresh();
    expect(feed.unread, 'all means all, not those on screen').toBe(0);
  });
});

describe('opening', () => {
  it('opens the page and marks the event read', async () => {
    const { host, feed } = await loaded('feed');
    await feed.open(feed.events[0]!);
    expect(host.asked).toContainEqual({ command: 'openEvent', request: { id: 'e20' } });
    expect(feed.events[0]?.unread).toBe(false);
    expect(feed.unread).toBe(2);
  });

  it('marks an event read that has no page', async () => {
    const { host, feed } = await loaded('feed');
    await feed.open({ ...feed.events[0]!, link: null });
    expect(host.asked[1]?.command, 'there is nothing to open').toBe('setUnread');
  });

  it('keeps the event unread when its page could not be opened', async () => {
    const { host, feed } = await loaded('feed');
    host.answers.openEvent = () => Promise.reject({ code: 'internal', message: '' });
    await feed.open(feed.events[0]!);
    expect(feed.events[0]?.unread, 'nobody has seen it').toBe(true);
    expect(feed.refused?.code).toBe('internal');
  });
});

it('counts all that was read, also where its rows were dropped again', async () => {
  const { feed } = await loaded('many');
  for (let page = 0; page < 9; page++) {
    await feed.loadMore();
    await feed.show(page, page);
  }
  expect(feed.complete).toBe(true);
  expect(feed.events.length, 'a million rows must cost no memory').toBeLessThan(230);
  expect(feed.count, 'whoever searches is told how many there are').toBe(230);
});
