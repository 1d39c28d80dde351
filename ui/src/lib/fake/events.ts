import type { FeedEvent } from '../wire.gen';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An event as it would be with nothing special about it. */
export function event(id: string, received: number, about: Partial<FeedEvent> = {}): FeedEvent {
  return {
    id,
    appleId: `apple-${id}`,
    kind: 'app-version',
    status: 'WAITING_FOR_REVIEW',
    previousStatus: null,
    time: received - 800,
    received,
    endpoint: 'tideline',
    endpointId: about.endpoint ?? 'tideline',
    channel: null,
    instance: null,
    cursor: `c-${id}`,
    provenance: 'signed',
    appName: 'Tideline',
    version: '3.2.0',
    build: null,
    platform: 'IOS',
    title: 'Tideline 3.2.0: Waiting for review',
    body: '',
    headline: 'Waiting for review',
    link: 'https://appstoreconnect.apple.com/apps',
    level: 'passive',
    unread: false,
    conflict: false,
    problem: null,
    ...about,
  };
}

const ORCHARD = { appName: 'Orchard', endpoint: 'orchard', platform: 'MAC_OS' };
const FERNWAY = { appName: 'Fernway', endpoint: 'fernway', channel: 'TestFlight' };

/** Two days that show every glyph and every mark. */
export function twoDays(now: number): FeedEvent[] {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  return [
    event('e20', now - 4 * MINUTE, {
      status: 'REJECTED',
      previousStatus: 'IN_REVIEW',
      headline: 'Rejected',
      title: 'Tideline 3.2.0: Rejected',
      level: 'time-sensitive',
      channel: 'Releases',
      instance: 'v-320',
      unread: true,
    }),
    event('e20b', now - 45 * MINUTE, {
      status: 'IN_REVIEW',
      previousStatus: 'WAITING_FOR_REVIEW',
      headline: 'In review',
      channel: 'Releases',
      instance: 'v-320',
    }),
    event('e20a', now - 46 * MINUTE, {
      headline: 'Waiting for review',
      channel: 'Releases',
      instance: 'v-320',
    }),
    event('e19', now - 51 * MINUTE, {
      ...FERNWAY,
      kind: 'screenshot-feedback',
      status: null,
      version: '1.9',
      build: '412',
      headline: 'Screenshot feedback',
      body: 'The tab bar hides the total when the text is large. Mika',
      level: 'active',
      unread: true,
    }),
    event('e18', now - 58 * MINUTE, {
      ...FERNWAY,
      kind: 'crash-feedback',
      status: null,
      version: '1.9',
      build: '412',
      headline: 'Crash on iPhone 16 Pro',
      time: now - 4 * HOUR,
      provenance: 'recovered',
      level: 'time-sensitive',
      unread: true,
    }),
    event('e17', now - 2.4 * HOUR, {
      kind: 'external-build',
      status: 'BETA_APPROVED',
      previousStatus: 'IN_BETA_REVIEW',
      build: '877',
      version: '3.2.1',
      headline: 'Approved for testing',
    }),
    event('e16', now - 2.6 * HOUR, {
      kind: 'build-upload',
      status: 'PROCESSING',
      version: '3.2.1',
      build: '877',
      headline: 'Build is processing',
    }),
    event('e15', midnight - 5 * HOUR, { ...ORCHARD, version: '2.0', headline: 'Waiting for review' }),
    event('e14', midnight - 6 * HOUR, {
      ...ORCHARD,
      kind: 'build-upload',
      status: 'COMPLETE',
      version: '2.0',
      build: '96',
      headline: 'Build ready to test',
      conflict: true,
    }),
    event('e13', midnight - 7 * HOUR, {
      kind: 'ping',
      status: null,
      version: null,
      platform: null,
      appName: null,
      headline: 'Apple’s ping arrived',
    }),
    event('e12', midnight - 7.2 * HOUR, {
      status: 'REPLACED_WITH_NEW_VERSION',
      version: '3.1.4',
      headline: 'Replaced by a newer version',
      provenance: 'sample',
    }),
    event('e11', midnight - 31 * HOUR, {
      ...FERNWAY,
      kind: 'unknown',
      status: null,
      version: null,
      platform: null,
      headline: 'A new kind of event',
      body: 'appClipExperienceReviewed',
      problem: 'The body is no JSON: it ends too early. It is kept as it came.',
    }),
  ];
}

/** Enough to page through. */
export function many(now: number, count: number): FeedEvent[] {
  const states = ['WAITING_FOR_REVIEW', 'IN_REVIEW', 'REJECTED', 'READY_FOR_DISTRIBUTION', 'ACCEPTED'];
  return Array.from({ length: count }, (_, index) =>
    event(`m${count - index}`, now - index * 47 * MINUTE, {
      status: states[index % states.length] ?? null,
      headline: `Event ${count - index}`,
      version: `1.${count - index}`,
      unread: index < 3,
    }),
  );
}

/** Names and texts that go beyond any width, and one that runs the other way. */
export function long(now: number): FeedEvent[] {
  return [
    event('l3', now - MINUTE, {
      appName: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenverwaltung',
      version: '2026.11.21-rc.4+build.20261121',
      build: '20261121093000',
      headline: 'Rejected because of metadata in eleven languages, and the screenshots of two of them',
      status: 'METADATA_REJECTED',
      unread: true,
    }),
    event('l2', now - 3 * MINUTE, {
      appName: 'مرفأ',
      headline: 'جاهز للتوزيع',
      status: 'READY_FOR_DISTRIBUTION',
      unread: true,
    }),
    event('l1', now - 9 * MINUTE, {
      appName: '👩‍🚀 Orbit',
      kind: 'screenshot-feedback',
      status: null,
      headline: 'Screenshot feedback',
      body: 'x'.repeat(300),
      provenance: 'recovered',
      conflict: true,
      problem: 'This body could not be read beyond its first 64 kB.',
      time: now - 90 * HOUR,
    }),
  ];
}

const BIDI = '\u202egnp.exe\u202c';

/** What somebody might send who means harm, or does not care: all of it has to stay text. */
export function hostile(now: number): FeedEvent[] {
  return [
    event('h5', now - MINUTE, {
      appName: '<img src=x onerror="globalThis.harmed = 1">',
      headline: '<script>globalThis.harmed = 1</script>',
      link: 'javascript:globalThis.harmed=1',
      unread: true,
    }),
    event('h4', now - 2 * MINUTE, {
      appName: `invoice${BIDI}`,
      headline: `Ready ${BIDI} for review`,
      endpoint: '\u202erecivres',
    }),
    event('h3', now - 3 * MINUTE, {
      headline: 'long '.repeat(2_000),
      appName: 'n'.repeat(10_000),
      version: '9'.repeat(10_000),
    }),
    event('h2', now - 4 * MINUTE, {
      kind: 'unknown',
      status: '"><svg onload=globalThis.harmed=1>',
      body: '{@html "<b>bold</b>"} {{constructor.constructor("globalThis.harmed=1")()}}',
      problem: '<iframe srcdoc="<script>parent.harmed=1</script>">',
    }),
    event('h1', now - 5 * MINUTE, {
      headline: `${'\u0301'.repeat(300)}Zalgo`,
      platform: '<b>',
      previousStatus: '&lt;i&gt;',
    }),
  ];
}
