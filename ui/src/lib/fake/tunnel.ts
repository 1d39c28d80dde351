// The fake's tunnels: what is installed, what is chosen, and how far it is.
import type { TunnelField, TunnelKind, TunnelView } from '../wire.gen';
import { never, type Answers, type Scene } from './fake';
import { homeOf, refuse } from './home';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const field = (key: string, example: string, about: Partial<TunnelField> = {}): TunnelField => ({
  key,
  required: false,
  secret: false,
  example,
  ...about,
});
const NEEDED = { required: true };
const SECRET = { secret: true };
const ADDRESS = field('address', 'https://bell.example.com');

const CLOUDFLARE = 'https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/';
const KINDS: Omit<TunnelKind, 'installed'>[] = [
  {
    kind: 'cloudflared',
    title: 'Cloudflare quick tunnel',
    program: 'cloudflared',
    tls: true,
    fields: [],
    more: `${CLOUDFLARE}do-more-with-tunnels/trycloudflare/`,
  },
  {
    kind: 'cloudflared-named',
    title: 'Cloudflare Tunnel',
    program: 'cloudflared',
    tls: true,
    fields: [field('token', 'eyJhIjoi...', { ...NEEDED, ...SECRET }), { ...ADDRESS, ...NEEDED }],
    more: `${CLOUDFLARE}configure-tunnels/`,
  },
  {
    kind: 'ngrok',
    title: 'ngrok',
    program: 'ngrok',
    tls: true,
    fields: [field('authtoken', '2abc...', SECRET), field('domain', 'bell.ngrok.app')],
    more: 'https://ngrok.com/docs/agent/cli/',
  },
  {
    kind: 'tailscale',
    title: 'Tailscale Funnel',
    program: 'tailscale',
    tls: true,
    fields: [field('https-port', '443')],
    more: 'https://tailscale.com/kb/1311/tailscale-funnel',
  },
  {
    kind: 'bore',
    title: 'bore',
    program: 'bore',
    tls: false,
    fields: [
      field('server', 'bore.example.com', NEEDED),
      field('port', '40123'),
      ADDRESS,
      field('secret', '', SECRET),
    ],
    more: 'https://github.com/ekzhang/bore',
  },
  {
    kind: 'ssh',
    title: 'SSH to your own host',
    program: 'ssh',
    tls: false,
    fields: [
      field('destination', 'bell@host.example.com', NEEDED),
      field('remote-port', '8080'),
      field('remote-bind', '127.0.0.1'),
      field('identity', '/home/me/.ssh/bell'),
      field('port', '22'),
      ADDRESS,
    ],
    more: 'https://man.openbsd.org/ssh#R',
  },
  {
    kind: 'command',
    title: 'Another command',
    program: '',
    tls: false,
    fields: [
      field('command', 'my-tunnel --to {door}', NEEDED),
      field('pattern', 'ready at (https://\\S+)'),
      ADDRESS,
      field('secret', '', SECRET),
    ],
    more: '',
  },
];

const HERE: Partial<Record<string, string>> = {
  cloudflared: '/usr/local/bin/cloudflared',
  'cloudflared-named': '/usr/local/bin/cloudflared',
  ssh: '/usr/bin/ssh',
};

const LOG = [
  'INF Requesting new quick Tunnel on trycloudflare.com...',
  'INF Starting tunnel tunnelID=5f1b9c2e',
  'INF Registered tunnel connection connIndex=0 location=fra08 protocol=quic',
];

const FAULTS = {
  waiting: 'cloudflared ended with code 1, and said: "failed to request quick Tunnel". It is started again.',
  refused: 'The tunnel needs "token", which is not set. Set it, and the tunnel starts.',
};

function tunnelOf({ state, now }: Scene): TunnelView {
  const kinds = KINDS.map((kind) => ({
    ...kind,
    installed: state === 'tunnel-bare' ? null : (HERE[kind.kind] ?? null),
  }));
  const none: TunnelView = {
    kind: null,
    options: {},
    kept: [],
    phase: 'off',
    since: now,
    again: null,
    url: null,
    fault: null,
    log: [],
    kinds,
  };
  const quick = { ...none, kind: 'cloudflared', log: LOG };
  const named = { ...none, kind: 'cloudflared-named', options: { address: 'https://bell.example.dev' } };
  switch (state) {
    case 'tunnel-starting':
      return { ...quick, phase: 'starting', since: now - 4 * SECOND, log: LOG.slice(0, 1) };
    case 'tunnel-up':
      return {
        ...named,
        kept: ['token'],
        phase: 'up',
        since: now - 42 * MINUTE,
        url: 'https://bell.example.dev',
        log: LOG,
      };
    case 'degraded-tunnel':
    case 'tunnel-waiting':
      return {
        ...quick,
        phase: 'waiting',
        since: now - 9 * SECOND,
        again: now + 24 * SECOND,
        fault: FAULTS.waiting,
      };
    case 'tunnel-strange': {
      const fault =
        'shipbell.toml asks for a tunnel of the kind "carrier-pigeon", which this Shipbell does not know. Choose one in the settings under Connection.';
      return { ...none, kind: 'carrier-pigeon', phase: 'refused', since: now - MINUTE, fault };
    }
    case 'tunnel-refused':
      return { ...named, phase: 'refused', since: now - MINUTE, fault: FAULTS.refused };
    default:
      return none;
  }
}

export function tunnelAnswers(scene: Scene): Answers {
  let view = tunnelOf(scene);
  const home = homeOf(scene);
  const put = (change: Partial<TunnelView>) => {
    view = { ...view, since: Date.now(), again: null, fault: null, ...change };
    scene.tell({ type: 'status' });
    return view;
  };
  // For tests: the program tells its address.
  Object.assign(scene, {
    open(url: string) {
      home.setup = { ...home.setup, publicUrl: url, proven: null };
      home.settings = { ...home.settings, publicUrl: url };
      scene.status = { ...scene.status, publicUrl: url, proven: null };
      put({ phase: 'up', url, log: LOG });
    },
  });
  return {
    tunnel: () => {
      if (scene.state === 'tunnel-failed') refuse('system', 'The tunnels could not be looked for.');
      return scene.state === 'tunnel-loading' ? never() : view;
    },
    tunnelChoose({ kind, options }) {
      if (scene.state === 'refusing')
        refuse('settings', 'shipbell.toml can’t be written. Nothing was changed.');
      if (kind === null) return put({ kind, options: {}, kept: [], phase: 'off', url: null, log: [] });
      const fields = view.kinds.find((one) => one.kind === kind)?.fields ?? [];
      const secret = (key: string) => fields.some((one) => one.key === key && one.secret);
      const keys = Object.keys(options);
      const before = kind === view.kind ? view.kept : [];
      return put({
        kind,
        options: Object.fromEntries(Object.entries(options).filter(([key]) => !secret(key))),
        kept: [...new Set([...before, ...keys.filter(secret)])],
        phase: 'starting',
        url: null,
        log: [],
      });
    },
    tunnelRestart() {
      if (scene.state === 'refusing') refuse('system', 'The tunnel could not be started.');
      return put({ phase: 'starting', url: null, log: [] });
    },
  };
}
