// The fake's answers about settings, levels, history and the report.
import type { LevelRow, Setting, Updates, UpdateState } from '../wire.gen';
import type { Answers, Scene } from './fake';
import { homeOf, refuse } from './home';
import { levelRows } from './levels';
import { NEWS } from './news';

const HOUR = 3_600_000;

export function settingsAnswers(scene: Scene): Answers {
  const home = homeOf(scene);
  const channels = new Map<string, LevelRow[]>();
  const rowsOf = (channel: string) => channels.get(channel) ?? levelRows();
  let kept = { events: 1204, bytes: 7_340_032, oldest: scene.now - 212 * 24 * HOUR };
  return {
    settings: () => home.settings,
    changeSetting({ setting }) {
      if (scene.state === 'refusing')
        refuse('settings', 'shipbell.toml can’t be written. Nothing was changed.');
      if (setting.name === 'publicUrl') {
        home.setup = { ...home.setup, publicUrl: setting.value, proven: null };
        scene.status = { ...scene.status, publicUrl: setting.value, proven: null };
      }
      home.settings = { ...home.settings, ...changed(home.settings.appearance, setting) };
      scene.status = { ...scene.status, appearance: home.settings.appearance };
      scene.tell({ type: 'settings' });
      scene.tell({ type: 'status' });
      return home.settings;
    },
    levels: ({ channel }) => rowsOf(channel),
    setLevel({ channel, key, level }) {
      if (scene.state === 'refusing') refuse('settings', 'shipbell.toml can’t be written.');
      channels.set(
        channel,
        rowsOf(channel).map((row) => (row.key === key ? { ...row, chosen: level } : row)),
      );
      return {};
    },
    history: () => kept,
    clearHistory() {
      if (scene.state === 'refusing') refuse('storage', 'The database can’t be written.');
      const { events } = kept;
      kept = { events: 0, bytes: 45_056, oldest: scene.now };
      scene.events = [];
      scene.tell({ type: 'feed' });
      return { events };
    },
    exportHistory({ format }) {
      if (scene.state === 'refusing') refuse('system', 'The disk is full.');
      const ending = format === 'csv' ? 'csv' : 'jsonl';
      return {
        path: `/home/mika/.local/share/shipbell/exports/shipbell-2026-11-21.${ending}`,
        events: kept.events,
      };
    },
    updates: () => updatesOf(scene),
    checkUpdates: () => updatesOf(scene),
    installUpdate() {
      if (scene.state === 'refusing')
        refuse('system', 'The update could not be installed. Nothing was changed.');
      return {};
    },
    newsSeen() {
      scene.status = { ...scene.status, news: null };
      scene.tell({ type: 'status' });
      return {};
    },
    report: () => ({ text: REPORT }),
    reveal: () => ({}),
    remove: () => ({}),
  };
}

function updatesOf({ state, now }: Scene): Updates {
  const states: Record<string, UpdateState> = {
    update: { name: 'ready', version: '0.2.0' },
    'no-updates': { name: 'none' },
    'update-refused': {
      name: 'failed',
      cause:
        'An update was offered that does not carry Shipbell’s signature. It was thrown away, and this version goes on running. If this happens again, get the newest version from Shipbell’s own page and please tell us.',
    },
  };
  return {
    state: states[state] ?? { name: 'current' },
    checked: state === 'no-updates' ? null : now - 2 * HOUR,
    news: NEWS,
    unseen: state === 'news',
  };
}

function changed(appearance: { theme: string }, { name, value }: Setting) {
  return name === 'theme' || name === 'density' || name === 'textSize'
    ? { appearance: { ...appearance, [name]: value } as never }
    : {
        [name]: value,
        ...(name === 'openPanel' ? { openPanelProblem: null } : {}),
      };
}

const REPORT = `# Shipbell 0.1.0

- System: Linux 6.12, x86_64, GNOME 48 on Wayland
- Health: listening on 127.0.0.1:8484
- Public address: set, proven 9 min ago
- Endpoints: 3, of which 1 without a readable secret
- Secrets: system keychain
- Notifications: allowed, by org.freedesktop.Notifications
- Events: 1204 in 7.3 MB, oldest 212 days
- Settings: read, 2 channels
- Problems: none
`;
