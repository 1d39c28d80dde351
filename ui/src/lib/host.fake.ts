// States that the real program reaches only with effort: for tests, pictures and the dev server. Never shipped.
import { event, long, many, twoDays } from './fake/events';
import type { Host } from './host';
import type { Change, FeedEvent, FeedPage, Problem, Status } from './wire.gen';

const HOUR = 3_600_000;
const never = () => new Promise<never>(() => undefined);

export type Fake = Host & {
  /** What the panel asked for, in its order. */
  asked: string[];
  events: FeedEvent[];
  status_: Status;
  arrive(count: number): void;
  tell(change: Change): void;
};

export const FAKE_STATES = [
  'feed',
  'many',
  'long',
  'first',
  'empty',
  'starting',
  'loading',
  'paused',
  'paused-open',
  'keychain-locked',
  'keychain-absent',
  'port-taken',
  'cannot-store',
  'quarantined',
  'two-problems',
  'stopped',
  'error',
  'refusing',
] as const;

const PROBLEMS: Record<string, Problem[]> = {
  'keychain-locked': [{ code: 'keychain-locked', detail: '' }],
  'keychain-absent': [{ code: 'keychain-absent', detail: '' }],
  'port-taken': [
    {
      code: 'port-taken',
      detail:
        '127.0.0.1:8484 is in use. Quit that program, or set another port under “listen” in shipbell.toml.',
    },
  ],
  'cannot-store': [
    {
      code: 'cannot-store',
      detail: 'The disk answered: read-only file system. Apple is told that nothing arrived.',
    },
  ],
  quarantined: [
    {
      code: 'database-quarantined',
      detail:
        'The database was damaged and was moved to /home/mika/.local/share/shipbell/feed.2026-11-21.damaged. A new one was begun.',
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

export function fakeHost(state: string): Fake {
  const now = Date.now();
  const handlers = new Set<(change: Change) => void>();
  const fake: Fake = {
    asked: [],
    events: eventsOf(state, now),
    status_: statusOf(state, now),

    async feedPage(before, limit): Promise<FeedPage> {
      fake.asked.push(`feedPage ${before ?? 'top'} ${limit}`);
      if (state === 'loading') return never();
      if (state === 'starting') throw { code: 'internal', message: 'The engine is still starting.' };
      if (state === 'error')
        throw { code: 'storage', message: 'The feed could not be read: the disk answered with an error.' };
      const from = before === null ? 0 : fake.events.findIndex((one) => one.id === before) + 1;
      const events = fake.events.slice(from, from + limit);
      const next = from + limit < fake.events.length ? (events.at(-1)?.id ?? null) : null;
      return { events, next, unread: unread(fake.events) };
    },
    async status() {
      if (state === 'loading') return never();
      if (state === 'stopped') throw { code: 'internal', message: 'The engine has stopped.' };
      return { ...fake.status_, unread: unread(fake.events) };
    },
    async openEvent(id) {
      fake.asked.push(`openEvent ${id}`);
      fake.events = fake.events.map((one) => (one.id === id ? { ...one, unread: false } : one));
      fake.tell({ type: 'feed' });
    },
    async setUnread(ids, value) {
      fake.asked.push(`setUnread ${ids.join()} ${value}`);
      if (state === 'refusing') throw { code: 'storage', message: 'The disk is full. Nothing was changed.' };
      fake.events = fake.events.map((one) => (ids.includes(one.id) ? { ...one, unread: value } : one));
      fake.tell({ type: 'feed' });
    },
    async markAllRead() {
      fake.asked.push('markAllRead');
      if (state === 'refusing') throw { code: 'storage', message: 'The disk is full. Nothing was changed.' };
      fake.events = fake.events.map((one) => ({ ...one, unread: false }));
      fake.tell({ type: 'feed' });
    },
    async resume() {
      fake.asked.push('resume');
      fake.status_ = { ...fake.status_, health: 'listening', paused: false, pausedUntil: null };
      fake.tell({ type: 'status' });
    },
    async hide() {
      fake.asked.push('hide');
    },
    onChange(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    ready() {
      fake.asked.push('ready');
      document.documentElement.dataset['ready'] = 'true';
    },

    arrive(count) {
      const at = Date.now();
      const base = fake.events.length;
      const arrived = Array.from({ length: count }, (_, index) =>
        event(`n${base + count - index}`, at - index, {
          status: 'ACCEPTED',
          previousStatus: 'IN_REVIEW',
          headline: 'Approved',
          unread: true,
        }),
      );
      fake.events = [...arrived, ...fake.events];
      fake.status_ = { ...fake.status_, lastEvent: at };
      fake.tell({ type: 'feed' });
    },
    tell(change) {
      for (const handler of handlers) handler(change);
    },
  };
  Object.assign(globalThis, { fake });
  return fake;
}

function unread(events: FeedEvent[]): number {
  return events.filter((one) => one.unread).length;
}

function eventsOf(state: string, now: number): FeedEvent[] {
  if (['first', 'empty', 'starting', 'loading', 'error', 'port-taken'].includes(state)) return [];
  if (state === 'many') return many(now, 230);
  return state === 'long' ? long(now) : twoDays(now);
}

function statusOf(state: string, now: number): Status {
  const problems = PROBLEMS[state] ?? [];
  const deaf = problems.some((problem) => problem.code === 'port-taken');
  const paused = state.startsWith('paused');
  const unheard = ['first', 'empty', 'starting', 'port-taken'].includes(state);
  return {
    health:
      state === 'starting' ? 'starting' : problems.length > 0 ? 'problem' : paused ? 'paused' : 'listening',
    listening: deaf || state === 'starting' ? null : '127.0.0.1:8484',
    publicUrl: state === 'first' ? null : 'https://bell.example.dev/',
    pausedUntil: state === 'paused' ? now + 2 * HOUR : null,
    paused,
    problems,
    unread: 0,
    endpoints: state === 'first' ? 0 : 2,
    lastEvent: unheard ? null : now - 4 * 60_000,
    version: '0.1.0',
  };
}
