// The fake's home: endpoints, the public address and the choices, which set-up and settings share.
import type { AddedEndpoint, Endpoint, SettingsView, Setup, WireError } from '../wire.gen';
import type { Scene } from './fake';

const MINUTE = 60_000;
const DAY = 86_400_000;

export type Home = { setup: Setup; settings: SettingsView; added: number };

const homes = new WeakMap<Scene, Home>();

/** The home of a scene: made when it is first asked for. */
export function homeOf(scene: Scene): Home {
  const known = homes.get(scene);
  if (known) return known;
  const setup = setupOf(scene);
  const { publicUrl, proven, over } = setup;
  if (!over)
    scene.status = { ...scene.status, publicUrl, proven, setupOver: over, endpoints: setup.endpoints.length };
  const home = { setup, settings: settingsOf(scene), added: 0 };
  homes.set(scene, home);
  return home;
}

export function endpoint(name: string, about: Partial<Endpoint> = {}): Endpoint {
  return {
    id: `id-${name.toLowerCase()}`,
    name,
    appId: null,
    path: `/hooks/9791d578b4daed00578283c4cc46${String(name.length).padStart(4, '0')}`,
    url: null,
    secretKnown: true,
    rotated: null,
    formerSecretAccepted: false,
    created: 0,
    lastPing: null,
    lastEvent: null,
    lost: null,
    ...about,
  };
}

/** The endpoints with the URLs that the public address gives them. */
export function addressed(home: Home): Endpoint[] {
  const base = home.setup.publicUrl?.replace(/\/$/, '') ?? null;
  return home.setup.endpoints.map((one) => ({ ...one, url: base === null ? null : base + one.path }));
}

export function withSecret(home: Home, one: Endpoint): AddedEndpoint {
  home.added += 1;
  const [shown] = addressed(home).filter(({ name }) => name === one.name);
  return {
    name: one.name,
    token: one.path.slice('/hooks/'.length),
    path: one.path,
    url: shown?.url ?? null,
    // Not a secret: it opens nothing.
    secret: `${home.added}23efbd49dbe21ab4d5fe946b986680cde664601c6d1be387618e2bb1205db50`,
  };
}

export function refuse(code: WireError['code'], message: string): never {
  throw { code, message };
}

const BEFORE_APPS = ['setup-key-apps', 'setup-key-alone'];
const BEFORE_ENDPOINT = [
  'first',
  'setup-denied',
  'setup-key',
  'setup-endpoint',
  'setup-locked',
  ...BEFORE_APPS,
];
const BEFORE_ADDRESS = [...BEFORE_ENDPOINT, 'setup-address', 'apple-address'].filter(
  (state) => !BEFORE_APPS.includes(state),
);

function setupOf({ state, now }: Scene): Setup {
  const stage = state.startsWith('setup') || state.startsWith('unproven-') || state === 'first';
  const endpoints = BEFORE_ENDPOINT.includes(state)
    ? []
    : [
        endpoint('Tideline', {
          appId: '6446048195',
          created: now - (stage ? 4 * MINUTE : 40 * DAY),
          lastPing: stage && state !== 'setup-done' ? null : now - (stage ? 2000 : 39 * DAY),
          lastEvent: stage ? null : now - 4 * MINUTE,
          lost: state === 'lost' ? { from: now - 14 * DAY, to: now - 10 * DAY } : null,
        }),
        ...(stage ? [] : others(now)),
      ];
  return {
    notifications: state === 'setup-denied' ? 'denied' : 'allowed',
    bannerSeen: !['first', 'setup-denied'].includes(state),
    endpoints,
    publicUrl: BEFORE_ADDRESS.includes(state) ? null : 'https://bell.example.dev',
    proven:
      BEFORE_ENDPOINT.includes(state) || BEFORE_ADDRESS.includes(state) || state.startsWith('unproven-')
        ? null
        : { at: now - (stage ? 60_000 : 9 * MINUTE), roundTripMs: 96 },
    over: !stage,
  };
}

function others(now: number): Endpoint[] {
  return [
    endpoint('Orchard', {
      created: now - 30 * DAY,
      rotated: now - DAY,
      formerSecretAccepted: true,
      lastPing: now - DAY / 2,
      lastEvent: now - 9 * 60 * MINUTE,
    }),
    endpoint('Fernway', {
      appId: '1584215428',
      created: now - 2 * DAY,
      lastPing: now - DAY,
      secretKnown: false,
    }),
  ];
}

function settingsOf({ state, status }: Scene): SettingsView {
  return {
    startAtLogin: state === 'settings-no-login' ? null : true,
    unreadCount: true,
    checkUpdates: state === 'no-updates' ? null : true,
    listen: '127.0.0.1:8484',
    publicUrl: status.publicUrl,
    notifications: true,
    quietHours: { enabled: true, from: '22:00', to: '08:00' },
    keepDays: 365,
    appearance: status.appearance,
    openPanel: 'CommandOrControl+Shift+B',
    openPanelProblem: state === 'shortcut-taken' ? 'Another program already uses this shortcut.' : null,
    silenceAlarm: 24,
    file: '/home/mika/.config/shipbell/shipbell.toml',
    home: '/home/mika/.local/share/shipbell',
    logs: '/home/mika/.local/share/shipbell/logs',
    problem:
      state === 'bad-file'
        ? {
            file: '/home/mika/.config/shipbell/shipbell.toml',
            line: 12,
            column: 3,
            cause: 'There is no level “loud”; levels are passive, active and time-sensitive.',
          }
        : null,
    version: status.version,
  };
}
