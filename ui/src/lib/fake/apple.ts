// The fake's App Store Connect: keys, apps with their webhooks, Apple's log, what was missed.
import { typesOf, type Kind } from '../views/apple/kinds';
import type { Account, App, CaughtUp, Endpoint, LogLine, Webhook } from '../wire.gen';
import { never, type Answers, type Scene } from './fake';
import { endpoint, homeOf, refuse } from './home';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ICON = encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#0e6f8c"/>
<path d="M0 40c11-9 21-9 32 0s21 9 32 0v24H0z" fill="#7fd3e6"/><circle cx="45" cy="19" r="8" fill="#ffd98a"/></svg>`,
);

const APPS: App[] = [
  {
    id: '6446048195',
    name: 'Tideline',
    bundleId: 'dev.example.tideline',
    icon: `data:image/svg+xml,${ICON}`,
  },
  { id: '6450000002', name: 'Lantern', bundleId: 'dev.example.lantern', icon: null },
  { id: '1584215428', name: 'Fernway', bundleId: 'dev.example.fernway', icon: null },
];

const ROLE =
  'This key may not do that: its role does not allow it. Webhooks and feedback need App Manager or Admin; give the key that role, or make another one.';
const KEY = 'Apple does not accept this key. Is it revoked, or are its id and the issuer id of another key?';
const FULL = 'An app can have ten webhooks, and this one has them. Remove one in App Store Connect first.';
const BUSY = 'Apple was asked too often with this key. Nothing is lost; ask again later.';

const UNSETTLED =
  'Whether App Store Connect has the new secret is not known: it could not be reached. Both secrets are accepted here, so nothing is lost, and Apple is told again by itself.';

/** Before a key was added; the set-up begins there, but for the states that stand behind it. */
const KEYLESS = /^(apple-none|apple-refused|first|unproven-.*|setup-(?!key-).*)$/;

function accountsOf({ state, now }: Scene): Account[] {
  if (KEYLESS.test(state)) return [];
  const team: Account = {
    name: 'Harbour Studio',
    keyId: '2X9R4HXF34',
    issuer: '57246542-96fe-1a63-e053-0824d011072a',
    added: now - 12 * DAY,
    fault: state === 'apple-fault' ? KEY : null,
  };
  return state === 'apple-many'
    ? [team, { name: 'Mika', keyId: '7KQ2M8P4ZD', issuer: null, added: now - DAY, fault: null }]
    : [team];
}

function hook(id: string, about: Partial<Webhook>): Webhook {
  return {
    id,
    name: 'Shipbell on harbour',
    url: `https://bell.example.dev/hooks/${id}`,
    enabled: true,
    eventTypes: typesOf([]),
    endpoint: null,
    watchedBy: null,
    ...about,
  };
}

function hooksOf(scene: Scene): Record<string, Webhook[]> {
  if (scene.state === 'setup-key-waiting') return { '6446048195': [hook('w1', { endpoint: 'Tideline' })] };
  if (scene.state.startsWith('setup-')) return {};
  return {
    '6446048195': [hook('w1', { endpoint: 'Tideline' })],
    '1584215428': [
      hook('w2', {
        endpoint: 'Fernway',
        enabled: false,
        eventTypes: typesOf(['app-version', 'external-build', 'crash-feedback']),
      }),
      hook('w3', { name: 'CI', url: 'https://ci.example.com/hooks/abc' }),
      hook('w4', { name: 'Slack relay', url: 'https://relay.example.net/x', enabled: false }),
    ],
    ...(scene.state === 'apple-none' ? { '6446048195': [], '1584215428': [] } : {}),
  };
}

function linesOf({ now, state }: Scene): LogLine[] {
  if (state === 'apple-log-empty') return [];
  const line = (id: string, ago: number, about: Partial<LogLine>): LogLine => ({
    id,
    created: now - ago,
    state: 'SUCCEEDED',
    status: 200,
    error: null,
    redelivery: false,
    here: true,
    ...about,
  });
  const noAnswer = 'The server could not be reached: connection timed out.';
  return [
    line('d1', 4 * MINUTE, {}),
    line('d2', 9 * MINUTE, { state: 'PENDING', status: null, here: null }),
    line('d3', 3 * HOUR, { state: 'FAILED', status: null, error: noAnswer, here: false }),
    line('d4', 5 * HOUR, { redelivery: true }),
    line('d5', 26 * HOUR, { state: 'FAILED', status: 503, error: 'Service Unavailable' }),
    line('d6', 9 * DAY, { here: null }),
    ...Array.from({ length: 9 }, (_, index) => line(`o${index}`, 9 * DAY + index * HOUR, {})),
  ];
}

function foundBy({ state, now }: Scene): CaughtUp {
  const nothing = { read: 2, recovered: 0, known: 41, empty: 0, compared: 0, lost: [], failed: [] };
  if (state === 'apple-many') return nothing;
  return {
    read: 1,
    recovered: 3,
    known: 38,
    empty: 1,
    compared: 0,
    lost: [{ endpoint: 'Tideline', from: now - 14 * DAY, to: now - 10 * DAY }],
    failed: [{ endpoint: 'Fernway', reason: BUSY }],
  };
}

function keyAnswers(scene: Scene): Answers {
  let accounts = accountsOf(scene);
  return {
    accountList: () => (scene.state === 'apple-loading' ? never() : accounts),
    accountAdd({ name, keyId, issuer }) {
      if (scene.state === 'apple-refused') refuse('needs-user', KEY);
      if (scene.state === 'apple-trying') return never();
      const added: Account = { name: name ?? keyId, keyId, issuer, added: Date.now(), fault: null };
      accounts = [...accounts.filter((one) => one.keyId !== keyId), added];
      return added;
    },
    accountRemove({ name }) {
      if (scene.state === 'refusing') refuse('needs-user', 'The keychain is locked. Unlock it.');
      accounts = accounts.filter((one) => one.keyId !== name && one.name !== name);
      return {};
    },
  };
}

export function appleAnswers(scene: Scene): Answers {
  const home = homeOf(scene);
  const hooks = hooksOf(scene);
  let lines = linesOf(scene);
  const put = (endpoints: Endpoint[]) => {
    home.setup = { ...home.setup, endpoints };
    scene.tell({ type: 'status' });
  };
  const change = (name: string, about: Partial<Webhook>) => {
    if (scene.state === 'refusing') refuse('apple', BUSY);
    for (const [app, all] of Object.entries(hooks))
      hooks[app] = all.map((one) => (one.endpoint === name ? { ...one, ...about } : one));
    return {};
  };
  return {
    ...keyAnswers(scene),
    appList: () => (scene.state === 'apple-no-apps' ? [] : APPS),
    webhookList({ app }) {
      if (scene.state === 'apple-role') refuse('needs-user', ROLE);
      return scene.state === 'apple-asking' ? never() : (hooks[app] ?? []);
    },
    webhookCreate({ app }) {
      if (scene.state === 'refusing') refuse('apple', BUSY);
      if (scene.state === 'setup-key-apps' && app === '1584215428') refuse('apple', FULL);
      const { name, id } = APPS.find((one) => one.id === app) ?? refuse('not-found', 'There is no such app.');
      const made = endpoint(name, { appId: id, created: Date.now() });
      put([...home.setup.endpoints, made]);
      hooks[app] = [...(hooks[app] ?? []), hook(`w${app}`, { endpoint: name })];
      return made;
    },
    webhookEnable: ({ endpoint: name, enabled }) => change(name, { enabled }),
    webhookPing: ({ endpoint: name }) => change(name, {}),
    webhookKinds: ({ endpoint: name, kinds }) => change(name, { eventTypes: typesOf(kinds as Kind[]) }),
    webhookRotate({ endpoint: name }) {
      if (scene.state === 'apple-unsettled') refuse('unsettled', UNSETTLED);
      return change(name, {});
    },
    webhookDelete({ endpoint: name }) {
      change(name, {});
      for (const [app, all] of Object.entries(hooks)) hooks[app] = all.filter((one) => one.endpoint !== name);
      put(home.setup.endpoints.filter((one) => one.name !== name));
      return {};
    },
    webhookLog: () => (scene.state === 'apple-log-loading' ? never() : lines),
    redeliver({ delivery }) {
      if (scene.state === 'refusing') refuse('apple', BUSY);
      const one =
        lines.find(({ id }) => id === delivery) ?? refuse('not-found', 'Apple has no such delivery.');
      const again: LogLine = { ...one, id: `${one.id}+`, state: 'PENDING', status: null, error: null };
      lines = [{ ...again, created: Date.now(), redelivery: true }, ...lines];
      return {};
    },
    catchUp: () => (scene.state === 'refusing' ? refuse('storage', 'The disk is full.') : foundBy(scene)),
  };
}
