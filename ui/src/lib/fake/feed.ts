// The fake's feed: pages, marks, arrivals, and how the program is.
import type { Cause, FeedEvent, FeedFilter, Health, Pinned, Problem, Status } from '../wire.gen';
import { event, hostile, long, many, twoDays } from './events';
import { type Answers, never, type Scene } from './fake';
import { NEWS } from './news';

const HOUR = 3_600_000;

const PROBLEMS: Record<string, Problem[]> = {
  'keychain-locked': [{ code: 'keychain-locked', detail: '' }],
  'keychain-absent': [{ code: 'keychain-absent', detail: '' }],
  'port-taken': [
    {
      code: 'port-taken',
      detail: '127.0.0.1:8484 is in use. Quit that program, or set another port in Settings, Connection.',
    },
  ],
  'cannot-store': [
    {
      code: 'cannot-store',
      detail: 'The disk answered: read-only file system. Apple is told that nothing arrived.',
    },
  ],
  damaged: [{ code: 'database-damaged', detail: '' }],
  quarantined: [
    {
      code: 'database-quarantined',
      detail:
        'The database was damaged and was moved to /home/mika/.local/share/shipbell/feed.2026-11-21.damaged. A new one was begun.',
    },
  ],
  'address-changed': [
    {
      code: 'address-changed',
      detail:
        'The public address is https://calm-bell.trycloudflare.com now, and Apple may still post to the former one. In App Store Connect, under Users and Access, Integrations, Webhooks, give these their new URL, which the tray’s menu copies: Tideline.',
    },
  ],
  denied: [{ code: 'notifications-denied', detail: '' }],
  unavailable: [{ code: 'notifications-unavailable', detail: '' }],
  'disk-full': [
    {
      code: 'cannot-store',
      detail: 'The disk is full: 0 bytes are left where the database lies.',
    },
  ],
  'settings-bad': [
    {
      code: 'settings-bad',
      detail:
        'shipbell.toml, line 12, column 3: there is no level “loud”. The last good settings stay in force.',
    },
  ],
  'two-problems': [
    { code: 'notifications-unavailable', detail: '' },
    { code: 'keychain-locked', detail: '' },
    {
      code: 'settings-bad',
      detail:
        'shipbell.toml, line 12, column 3: there is no level “loud”. The last good settings stay in force.',
    },
  ],
};

/** Why nothing may come, by the state that is named so. */
const CAUSES: Record<string, Cause> = {
  'degraded-dns': { code: 'unproven-dns', detail: 'bell.example.dev' },
  'degraded-interstitial': {
    code: 'unproven-interstitial',
    detail: 'The answer was an HTML page titled “You are about to visit bell.example.dev”.',
  },
  'degraded-tunnel': { code: 'tunnel', detail: 'cloudflared ended with code 1, and said nothing.' },
  offline: { code: 'network', detail: '' },
  // A code of a later version.
  'degraded-strange': { code: 'moonlight', detail: 'Something that this panel has no words for.' },
};

/** Problems under which the bell can't do its work; the others are told beside it. */
const STOPS = new Set<Problem['code']>([
  'port-taken',
  'keychain-locked',
  'keychain-absent',
  'secrets-unreadable',
  'secret-missing',
  'secrets-file',
  'cannot-store',
  'notifications-unavailable',
  'notifications-denied',
]);

function healthOf(state: string, problems: readonly Problem[], proven: boolean): Health {
  if (state === 'starting' || state === 'offline') return state;
  if (problems.some(({ code }) => STOPS.has(code)) || state in CAUSES) return 'degraded';
  if (state.startsWith('paused')) return 'paused';
  return proven ? 'proven' : 'listening';
}

export function unread(events: FeedEvent[]): number {
  return events.filter((one) => one.unread).length;
}

export function eventsOf(state: string, now: number): FeedEvent[] {
  if (['first', 'no-endpoint', 'empty', 'starting', 'loading', 'error', 'port-taken'].includes(state))
    return [];
  if (state === 'many' || state === 'pinned-many') return many(now, 230);
  if (state === 'crowd') return many(now, 20_000);
  if (state === 'hostile') return hostile(now);
  return state === 'long' ? long(now) : twoDays(now);
}

export function statusOf(state: string, now: number): Status {
  const problems = PROBLEMS[state] ?? [];
  const deaf = problems.some((problem) => problem.code === 'port-taken');
  const paused = state.startsWith('paused');
  const unheard = ['first', 'no-endpoint', 'empty', 'starting', 'port-taken'].includes(state);
  const unproven =
    ['first', 'no-endpoint', 'unproven', 'port-taken', 'starting', 'offline'].includes(state) ||
    state.startsWith('degraded');
  const problem = problems.find(({ code }) => STOPS.has(code));
  return {
    health: healthOf(state, problems, !unproven),
    since: now - 3 * HOUR,
    cause: CAUSES[state] ?? problem ?? null,
    listening: deaf || state === 'starting' ? null : '127.0.0.1:8484',
    publicUrl: ['first', 'no-endpoint', 'apple-address'].includes(state) ? null : 'https://bell.example.dev/',
    pausedUntil: state === 'paused' ? now + 2 * HOUR : null,
    paused,
    problems,
    unread: 0,
    endpoints: state === 'first' || state === 'no-endpoint' ? 0 : 2,
    lastEvent: unheard ? null : now - 4 * 60_000,
    version: '0.1.0',
    quietUntil: state === 'quiet' ? now + 9 * HOUR : null,
    proven: unproven ? null : { at: now - 12 * 60_000, roundTripMs: 96 },
    appearance: {
      theme: state === 'worn' ? 'dark' : 'system',
      density: state === 'worn' ? 'compact' : 'comfortable',
      textSize: state === 'worn' ? 120 : 100,
    },
    setupOver: state !== 'first',
    updateReady: state === 'update' ? '0.2.0' : null,
    news: state === 'news' ? NEWS : null,
  };
}

const DAY = 24 * HOUR;

/** Rejections that nothing of ours answered yet. */
function pinnedOf({ state, now, events }: Scene): Pinned[] {
  if (!state.startsWith('pinned')) return [];
  const [newest] = events;
  const other = event('p1', now - 9 * DAY, {
    appName: state === 'pinned-long' ? 'Donaudampfschifffahrtsgesellschaftskapitän' : 'Orchard',
    version: '2.0',
    platform: 'MAC_OS',
    status: 'METADATA_REJECTED',
    headline: 'Metadata rejected',
    link: null,
  });
  const first = newest === undefined ? [] : [{ event: newest, since: now - 2 * DAY }];
  return [...first, { event: other, since: other.received }];
}

export function feedAnswers(scene: Scene): Answers {
  let pinned = pinnedOf(scene);
  const refuse = () => {
    throw { code: 'storage', message: 'The disk is full. Nothing was changed.' };
  };
  const mark = (ids: readonly string[] | null, value: boolean) => {
    if (scene.state === 'refusing') refuse();
    scene.events = scene.events.map((one) =>
      ids === null || ids.includes(one.id) ? { ...one, unread: value } : one,
    );
    scene.tell({ type: 'feed' });
  };
  return {
    feedPage({ before, limit, filter }) {
      if (scene.state === 'loading') return never();
      if (scene.state === 'starting') throw { code: 'internal', message: 'The engine is still starting.' };
      if (scene.state === 'error')
        throw { code: 'storage', message: 'The feed could not be read: the disk answered with an error.' };
      const shown = scene.events.filter((one) => passes(one, filter));
      const from = before === null ? 0 : shown.findIndex((one) => one.cursor === before) + 1;
      const events = shown.slice(from, from + limit);
      const next = from + limit < shown.length ? (events.at(-1)?.cursor ?? null) : null;
      return { events, next, unread: unread(scene.events) };
    },
    feedFacets: () => ({
      apps: [...new Map(scene.events.map((one) => [one.endpointId, one.appName ?? one.endpoint]))].map(
        ([id, name]) => ({ id, name }),
      ),
      kinds: [...new Set(scene.events.map((one) => one.kind))].sort(),
      channels: [...new Set(scene.events.flatMap((one) => one.channel ?? []))].sort(),
      provenances: [...new Set(scene.events.map((one) => one.provenance))],
    }),
    status() {
      if (scene.state === 'loading') return never();
      if (scene.state === 'stopped') throw { code: 'internal', message: 'The engine has stopped.' };
      return { ...scene.status, unread: unread(scene.events) };
    },
    openEvent: ({ id }) => (mark([id], false), {}),
    setUnread: ({ ids, unread }) => (mark(ids, unread), {}),
    markAllRead() {
      const ids = scene.events.filter((one) => one.unread).map((one) => one.id);
      mark(null, false);
      return { count: ids.length, ids };
    },
    mute({ id }) {
      const event = scene.events.find((one) => one.id === id);
      if (scene.state === 'refusing' || !event) refuse();
      const key = `${event?.kind}.${event?.status}`;
      return { channel: event?.channel ?? 'default', key, before: null, now: 'passive' };
    },
    setLevel: () => ({}),
    replay({ id }) {
      const event = scene.events.find((one) => one.id === id);
      if (scene.state === 'refusing' || !event) refuse();
      const { title = '', body = '', link = null, level = 'active' } = event ?? {};
      return {
        rings: [{ channel: event?.channel ?? 'default', level, title, body, link, problem: null }],
        rang: true,
      };
    },
    sendSample: () => ({}),
    pause({ choice }) {
      if (scene.state === 'refusing') refuse();
      const length = { '30m': HOUR / 2, '1h': HOUR, tomorrow: 22 * HOUR, on: null }[choice];
      const until = length === null ? null : Date.now() + length;
      scene.status = { ...scene.status, health: 'paused', paused: true, pausedUntil: until };
      scene.tell({ type: 'status' });
      return { until };
    },
    resume() {
      scene.status = { ...scene.status, health: 'proven', paused: false, pausedUntil: null };
      scene.tell({ type: 'status' });
      return {};
    },
    pinned: () => pinned,
    unpin({ id }) {
      if (scene.state === 'pinned-refusing') refuse();
      pinned = pinned.filter((one) => one.event.id !== id);
      return {};
    },
    hide: () => ({}),
    pin: () => ({}),
    copy: () => ({}),
    ready() {
      document.documentElement.dataset['ready'] = 'true';
      return {};
    },
  };
}

const folded = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/** As the engine: every word of the search begins a word of the event or of its body. */
function passes(event: FeedEvent, filter: FeedFilter): boolean {
  const words = folded(filter.search ?? '').match(/[\p{L}\p{N}.]+/gu) ?? [];
  const text = words.length === 0 ? [] : (folded(JSON.stringify(event)).match(/[\p{L}\p{N}.]+/gu) ?? []);
  return (
    words.every((word) => text.some((one) => one.startsWith(word))) &&
    (filter.app === null || event.endpointId === filter.app) &&
    (filter.kind === null || event.kind === filter.kind) &&
    (filter.channel === null || event.channel === filter.channel) &&
    (filter.provenance === null || event.provenance === filter.provenance) &&
    (!filter.unread || event.unread)
  );
}
