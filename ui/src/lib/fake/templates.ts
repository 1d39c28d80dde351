// The fake's answers about channels and templates.
import type {
  ChannelView,
  Channels,
  Draft,
  FeedEvent,
  FieldHelp,
  Preview,
  Templates,
  VerbHelp,
} from '../wire.gen';
import { event } from './events';
import type { Answers, Scene } from './fake';
import { FILTERS, remarks, render, type Values } from './language';

const BUILTIN: Templates = {
  title: '{{app.name}}{{version ? " " + version : ""}}: {{event.headline}}',
  body: '{{event.story}}',
  link: null,
};

const bare = (name: string): ChannelView => ({
  name,
  endpoints: [],
  kinds: [],
  condition: null,
  levels: {},
  templates: {},
});

function channelsOf(state: string): ChannelView[] {
  if (state === 'templates-builtin') return [bare('default')];
  return [
    {
      ...bare('releases'),
      endpoints: ['Tideline'],
      kinds: ['app-version', 'build-upload', 'external-build'],
      condition: 'status != "PREPARE_FOR_SUBMISSION"',
      levels: { 'build-upload': 'passive' },
      templates: {
        default: { title: '{{app.name}}: {{event.headline}}', body: '{{event.story}}', link: null },
        'app-version': {
          title: '{{app.name}} {{version}}: {{status | label}}',
          body: 'was {{previousStatus | label}} until {{eventDate | local}}\n{{event.story}}',
          link: null,
        },
      },
    },
    { ...bare('everything'), levels: { ping: 'passive' } },
  ];
}

export function templatesAnswers(scene: Scene): Answers {
  let channels = channelsOf(scene.state);
  const place = (name: string): ChannelView => {
    const channel = channels.find((one) => one.name === name);
    if (!channel) throw { code: 'not-found', message: `There is no channel ${name}.` };
    return channel;
  };
  const change = (next: ChannelView[]) => {
    if (scene.state === 'refusing')
      throw { code: 'settings', message: 'shipbell.toml could not be written.' };
    channels = next;
    scene.tell({ type: 'settings' });
    return {};
  };
  const newest = (kind: string) =>
    scene.events.find((one) => kind === 'default' || one.kind === kind) ?? null;
  const eventOf = (id: string) => scene.events.find((one) => one.id === id) ?? null;

  return {
    channels: () => ({ channels, ...troubles(scene.state) }),
    putChannel({ name, channel }) {
      if (name !== channel.name && channels.some((one) => one.name === channel.name))
        throw { code: 'name-taken', message: 'That name is already in use.' };
      const known = channels.some((one) => one.name === name);
      return change(
        known ? channels.map((one) => (one.name === name ? channel : one)) : [...channels, channel],
      );
    },
    removeChannel({ name }) {
      const left = channels.filter((one) => one.name !== name);
      return change(left.length > 0 ? left : [bare('default')]);
    },
    putTemplates({ channel, kind, templates }) {
      const at = place(channel);
      const { [kind]: _, ...others } = at.templates;
      const next = { ...at, templates: templates === null ? others : { ...others, [kind]: templates } };
      return change(channels.map((one) => (one.name === channel ? next : one)));
    },
    templateHelp: ({ kind }) => ({
      fields: fieldsOf(scene.events.find((one) => one.kind === kind) ?? sampleOf(kind, scene.now)),
      filters: Object.keys(FILTERS).map((name) => VERBS[name] ?? { name, takes: 'no arguments', does: '' }),
      methods: METHODS,
      builtin: BUILTIN,
      samples: SAMPLES.filter((name) => kind === 'default' || name.startsWith(kind)),
    }),
    previewDraft({ draft, example }) {
      if (scene.state === 'preview-failing')
        throw { code: 'internal', message: 'The engine did not answer.' };
      const real = example?.from === 'event' ? eventOf(example.id) : null;
      return previewOf(draft, example?.from === 'sample' ? null : (real ?? newest(draft.kind)), scene.now);
    },
    replayDraft({ draft, limit }) {
      const kinds = channels.find((one) => one.name === draft.channel)?.kinds ?? [];
      return scene.events
        .filter((one) => draft.kind === 'default' || one.kind === draft.kind)
        .slice(0, limit)
        .map((one) => {
          const { title, body } = previewOf(draft, one, scene.now);
          const { id, appName, kind, status, level } = one;
          const rings = level !== 'passive' && (kinds.length === 0 || kinds.includes(kind));
          return { id, appName, kind, status, time: one.time ?? one.received, rings, level, title, body };
        });
    },
    ringDraft() {
      if (scene.state === 'refusing') throw { code: 'notifications', message: 'No notifications here.' };
      return {};
    },
    reveal: () => ({}),
  };
}

function troubles(state: string): Omit<Channels, 'channels'> {
  if (state !== 'templates-bad') return { problem: null, faults: [] };
  const cause = 'There is no level “loud”; there are passive, active and time-sensitive.';
  return {
    problem: { file: '/home/mika/.config/shipbell/shipbell.toml', line: 12, column: 16, cause },
    faults: [
      {
        channel: 'releases',
        field: 'templates.app-version.title',
        cause: 'There is no filter `lable`; perhaps `label` was meant. The built-in text is used.',
      },
    ],
  };
}

function previewOf(draft: Draft, real: FeedEvent | null, now: number): Preview {
  const shown = real ?? sampleOf(draft.kind, now);
  const values = valuesOf(shown);
  const known = fieldsOf(shown).map((one) => one.path);
  const { title, body, link } = draft.templates;
  const found = [
    ...remarks('title', title, known),
    ...remarks('body', body, known),
    ...remarks('link', link ?? '', known),
  ];
  const broken = found.some((remark) => remark.severity === 'error');
  const texts = broken ? BUILTIN : draft.templates;
  return {
    title: `${real ? '' : 'Sample · '}${render(texts.title, values)}`,
    body: render(texts.body, values),
    link: link === null ? shown.link : render(link, values) || null,
    level: shown.level,
    event: real?.id ?? null,
    remarks: found,
  };
}

function sampleOf(kind: string, now: number): FeedEvent {
  return event('sample', now - 60_000, {
    kind: kind === 'default' ? 'app-version' : kind,
    status: 'REJECTED',
    previousStatus: 'IN_REVIEW',
    headline: 'Rejected by App Review',
    level: 'time-sensitive',
    provenance: 'sample',
  });
}

function valuesOf(shown: FeedEvent): Values {
  return {
    'app.name': shown.appName ?? shown.endpoint,
    'app.id': '6446048195',
    'app.url': shown.link ?? '',
    version: shown.version ?? '',
    build: shown.build ?? '',
    platform: shown.platform ?? '',
    eventType: 'appStoreVersionAppVersionStateUpdated',
    'event.label': 'App version',
    'event.headline': shown.headline,
    'event.story': shown.body || 'App Review’s message is in App Store Connect.',
    status: shown.status ?? '',
    'status.label': shown.status ? (FILTERS['label']?.(shown.status) ?? '') : '',
    previousStatus: shown.previousStatus ?? '',
    message: '',
    eventDate: new Date(shown.time ?? shown.received).toISOString(),
    endpoint: shown.endpoint,
  };
}

function fieldsOf(shown: FeedEvent): FieldHelp[] {
  const fields = Object.entries(valuesOf(shown)).map(([path, value]) => ({
    path,
    source: path.startsWith('app.') || path === 'version' ? 'App Store Connect' : 'Apple’s body',
    withoutKey: value === '' ? 'empty, unless the body says it' : 'the same',
    example: value === '' ? null : value,
  }));
  const open = {
    path: 'data.*',
    source: 'the data of Apple’s body, whole',
    withoutKey: 'the same',
    example: null,
  };
  return [
    ...fields,
    open,
    { path: 'local.time', source: 'the clock, in your zone', withoutKey: 'the same', example: '10:52' },
  ];
}

const SAMPLES = [
  'app-version-accepted',
  'app-version-in-review',
  'app-version-rejected',
  'build-upload-complete',
  'build-upload-failed',
  'crash-feedback',
  'ping',
];

const VERBS: Record<string, VerbHelp> = {
  label: { name: 'label', takes: 'no arguments', does: 'Apple’s name in words' },
  emoji: { name: 'emoji', takes: 'no arguments', does: 'a sign for a state' },
  local: { name: 'local', takes: 'at most 1 argument', does: 'a time in your zone' },
  ago: { name: 'ago', takes: 'no arguments', does: 'how long ago' },
  truncate: { name: 'truncate', takes: '1 argument', does: 'no longer than that' },
  default: { name: 'default', takes: '1 argument', does: 'something where nothing is' },
  upper: { name: 'upper', takes: 'no arguments', does: 'in capitals' },
  lower: { name: 'lower', takes: 'no arguments', does: 'in small letters' },
};

const METHODS: VerbHelp[] = [
  { name: 'includes', takes: '1 argument', does: 'whether it holds that' },
  { name: 'startsWith', takes: '1 argument', does: 'whether it begins so' },
  { name: 'toUpperCase', takes: 'no arguments', does: 'in capitals' },
  { name: 'trim', takes: 'no arguments', does: 'without space around it' },
];
