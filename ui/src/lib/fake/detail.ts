// The fake's answers about one event.
import type { Attachment, EventDetail, Field, FeedEvent, NoticeView, Replay, TrailStep } from '../wire.gen';
import { attachmentAnswers, attachmentsOf } from './attachments';
import { type Answers, never, type Scene } from './fake';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export function detailAnswers(scene: Scene): Answers {
  const found = (id: string): FeedEvent => {
    const event = scene.events.find((one) => one.id === id);
    if (!event) throw { code: 'not-found', message: 'There is no event with this id.' };
    return event;
  };
  return {
    ...attachmentAnswers(scene),
    eventDetail({ id }) {
      if (scene.state === 'detail-loading') return never();
      if (scene.state === 'detail-failed') throw { code: 'storage', message: 'The database did not answer.' };
      return detailOf(found(id), attachmentsOf(scene, found(id)));
    },
    replay: ({ id, ring }) => replayOf(found(id), scene.state, ring),
  };
}

function detailOf(event: FeedEvent, sent: Attachment[]): EventDetail {
  const body = bodyOf(event);
  const signed = event.provenance !== 'recovered';
  const json = event.kind === 'unknown' ? body : JSON.stringify(JSON.parse(body), null, 2);
  return {
    event: { ...event, title: titleOf(event) },
    story: storyOf(event, sent),
    typeName: TYPES[event.kind] ?? 'appClipExperienceReviewed',
    fields: fieldsOf(event),
    trail: trailOf(event),
    body,
    bodyExact: event.kind !== 'unknown',
    bodyBytes: new TextEncoder().encode(body).length,
    headers: [
      { name: 'host', value: 'bell.example.dev' },
      { name: 'content-type', value: 'application/json' },
      { name: 'user-agent', value: 'AppStoreConnect/1.0' },
      { name: 'x-apple-signature', value: `hmacsha256=${'9f3ac41d'.repeat(8)}` },
    ],
    verdict: signed ? (event.id === 'e17' ? 'former' : 'current') : 'none',
    deliveries: event.id === 'e20' ? 2 : 1,
    lastArrived: event.id === 'e20' ? event.received + 2 * MINUTE : event.received,
    notices: noticesOf(event),
    attachments: sent,
    copies: {
      json,
      markdown: `**${titleOf(event)}**\n\n${storyOf(event, sent)}\n`,
      curl: `curl -X POST http://127.0.0.1:8484/hooks/TOKEN -H 'x-apple-signature: …' --data-binary @body.json`,
    },
  };
}

const TYPES: Record<string, string> = {
  'app-version': 'appStoreVersionAppVersionStateUpdated',
  'build-upload': 'buildUploadStateUpdated',
  'external-build': 'buildBetaDetailExternalBuildStateUpdated',
  'screenshot-feedback': 'betaFeedbackScreenshotSubmissionCreated',
  'crash-feedback': 'betaFeedbackCrashSubmissionCreated',
  ping: 'webhookPingCreated',
};

function storyOf(event: FeedEvent, sent: readonly Attachment[] = []): string {
  if (event.id.startsWith('l'))
    return `${event.headline}. ‮hidden‬ <b onclick="alert(1)">bold</b> ${'endless'.repeat(30)}`;
  if (event.status === 'REJECTED')
    return 'App Review’s message is in App Store Connect. Was In Review. iOS, build 871.';
  if (event.kind === 'crash-feedback') {
    const elsewhere = sent.every(({ state }) => state !== 'here');
    return `${elsewhere ? 'The crash log is in App Store Connect. ' : ''}iPhone 16 Pro, iOS 26.1. Build 412.`;
  }
  if (event.kind === 'screenshot-feedback')
    return '“The tab bar hides the total when the text is large.” iPhone 16, iOS 26.1. Build 412.';
  if (event.kind === 'ping') return 'The way from Apple to this computer works.';
  return event.problem === null ? 'It is ready to use in App Store Connect.' : '';
}

function fieldsOf(event: FeedEvent): Field[] {
  const fields: [string, string | null][] = [
    ['app.name', event.appName],
    ['app.id', event.appName === null ? null : '6446048195'],
    ['app.url', event.link],
    ['version', event.version],
    ['build', event.build ?? (event.id === 'e20' ? '871' : null)],
    ['platform', event.platform],
    ['eventType', TYPES[event.kind] ?? event.body],
    ['status', event.status],
    ['previousStatus', event.previousStatus],
    ['eventDate', new Date(event.time ?? event.received).toISOString()],
    ['endpoint', event.endpoint],
  ];
  return fields.flatMap(([path, value]) => (value === null || value === '' ? [] : [{ path, value }]));
}

function trailOf(event: FeedEvent): TrailStep[] {
  const at = event.time ?? event.received;
  if (event.id !== 'e20') return [{ id: event.id, status: event.status, time: at }];
  return [
    { id: 'e8', status: 'WAITING_FOR_REVIEW', time: at - 4 * HOUR - 53 * MINUTE },
    { id: 'e9', status: 'IN_REVIEW', time: at - 41 * MINUTE },
    { id: 'e20', status: 'REJECTED', time: at },
  ];
}

function noticesOf(event: FeedEvent): NoticeView[] {
  if (event.level === 'passive') return [];
  const notice: NoticeView = {
    channel: 'releases',
    level: event.level,
    title: titleOf(event),
    body: storyOf(event),
    sink: 'desktop',
    due: event.received,
    rang: event.received + 180,
    attempts: 1,
  };
  if (event.id === 'e19') return [{ ...notice, rang: null, attempts: 3, due: event.received + 40 * MINUTE }];
  if (event.id !== 'e20') return [notice];
  return [
    notice,
    {
      ...notice,
      channel: 'everything',
      level: 'active',
      rang: null,
      due: event.received + 90 * MINUTE,
      attempts: 0,
    },
  ];
}

function bodyOf(event: FeedEvent): string {
  if (event.kind === 'unknown') return '{"data": {"type": "appClipExperienceReviewed", "attrib�utes": ';
  const data = {
    type: TYPES[event.kind] ?? event.kind,
    id: `4c1b7e0a-${event.id}`,
    version: 1,
    attributes: {
      oldValue: event.previousStatus,
      newValue: event.status,
      timestamp: new Date(event.time ?? event.received).toISOString(),
      ...(event.id.startsWith('l')
        ? { note: '<script>alert(1)</script>‮txt.exe', long: 'x'.repeat(900) }
        : {}),
    },
    relationships: { instance: { data: { type: 'appStoreVersions', id: '90315' } } },
  };
  return JSON.stringify({ data });
}

function replayOf(event: FeedEvent, state: string, ring: boolean): Replay {
  if (state === 'refusing') throw { code: 'notifications', message: 'This desktop shows no notifications.' };
  if (event.level === 'passive' && event.kind !== 'ping') return { rings: [], rang: false };
  const rings = [
    {
      channel: 'releases',
      level: event.level,
      title: titleOf(event).replace(':', ' was'),
      body: `${storyOf(event)} Waited 4 h 12 min.`,
      link: event.link,
      problem: null,
    },
    {
      channel: 'everything',
      level: 'active' as const,
      title: titleOf(event),
      body: storyOf(event),
      link: event.link,
      problem:
        event.id === 'e20'
          ? 'There is no filter `uper`; perhaps `upper` was meant. The built-in text is used.'
          : null,
    },
  ];
  return { rings, rang: ring };
}

const titleOf = (event: FeedEvent) =>
  `${[event.appName ?? event.endpoint, event.version].filter(Boolean).join(' ')}: ${event.headline}`;
