// Written by `cargo run -p shipbell-wire --example bindings`. Change the Rust, not this.

export type Provenance = "signed" | "recovered" | "sample";

export type Level = "passive" | "active" | "time-sensitive";

export type FeedEvent = { id: string, appleId: string | null, kind: string, status: string | null, previousStatus: string | null, time: number | null, received: number, endpoint: string, endpointId: string, channel: string | null, instance: string | null, cursor: string, provenance: Provenance, appName: string | null, version: string | null, build: string | null, platform: string | null, title: string, body: string, headline: string, link: string | null, level: Level, unread: boolean, conflict: boolean, problem: string | null, };

export type FeedFilter = { search: string | null, app: string | null, kind: string | null, channel: string | null, unread: boolean, provenance: Provenance | null, };

export type FeedPage = { events: Array<FeedEvent>, next: string | null, unread: number, };

export type Pinned = { event: FeedEvent, since: number, };

export type AppFacet = { id: string, name: string, };

export type Facets = { apps: Array<AppFacet>, kinds: Array<string>, channels: Array<string>, provenances: Array<Provenance>, };

export type Marked = { count: number, ids: Array<string>, };

export type Muted = { channel: string, key: string, before: Level | null, now: Level, };

export type Verdict = "current" | "former" | "none";

export type Field = { path: string, value: string, };

export type Header = { name: string, value: string, };

export type TrailStep = { id: string, status: string | null, time: number, };

export type NoticeView = { channel: string, level: Level, title: string, body: string, sink: string, due: number, rang: number | null, attempts: number, };

export type Copies = { json: string, markdown: string, curl: string, };

export type AttachmentKind = "screenshot" | "crash-log";

export type AttachmentState = "here" | "coming" | "gone";

export type Attachment = { id: string, kind: AttachmentKind, state: AttachmentState, bytes: number, width: number | null, height: number | null, };

export type AttachmentBody = { mediaType: string, text: string | null, base64: string | null, };

export type EventDetail = { event: FeedEvent, story: string, typeName: string, fields: Array<Field>, trail: Array<TrailStep>, body: string, bodyExact: boolean, bodyBytes: number, headers: Array<Header>, verdict: Verdict | null, deliveries: number, lastArrived: number | null, notices: Array<NoticeView>, attachments: Array<Attachment>, copies: Copies, };

export type ReplayRing = { channel: string, level: Level, title: string, body: string, link: string | null, problem: string | null, };

export type Replay = { rings: Array<ReplayRing>, rang: boolean, };

export type Templates = { title: string, body: string, link: string | null, };

export type ChannelView = { name: string, endpoints: Array<string>, kinds: Array<string>, condition: string | null, levels: { [key in string]: Level }, templates: { [key in string]: Templates }, };

export type FileProblem = { file: string, line: number | null, column: number | null, cause: string, };

export type ChannelFault = { channel: string, field: string, cause: string, };

export type Channels = { channels: Array<ChannelView>, problem: FileProblem | null, faults: Array<ChannelFault>, };

export type LevelRow = { key: string, kind: string, state: string | null, default: Level, chosen: Level | null, };

export type Draft = { channel: string, kind: string, templates: Templates, };

export type Example = { "from": "event", id: string, } | { "from": "sample", name: string, };

export type Part = "title" | "body" | "link";

export type Severity = "error" | "warning";

export type Remark = { part: Part, from: number, to: number, severity: Severity, code: string, message: string, suggestion: string | null, };

export type Preview = { title: string, body: string, link: string | null, level: Level, event: string | null, remarks: Array<Remark>, };

export type Redrawn = { id: string, appName: string | null, kind: string, status: string | null, time: number, rings: boolean, level: Level, title: string, body: string, };

export type FieldHelp = { path: string, source: string, withoutKey: string, example: string | null, };

export type VerbHelp = { name: string, takes: string, does: string, };

export type TemplateHelp = { fields: Array<FieldHelp>, filters: Array<VerbHelp>, methods: Array<VerbHelp>, builtin: Templates, samples: Array<string>, };

export type Span = { from: number, to: number, };

export type Endpoint = { id: string, name: string, appId: string | null, path: string, url: string | null, secretKnown: boolean, rotated: number | null, formerSecretAccepted: boolean, created: number, lastPing: number | null, lastEvent: number | null, lost: Span | null, };

export type AddedEndpoint = { name: string, token: string, path: string, url: string | null, secret: string, };

export type Account = { name: string, keyId: string, issuer: string | null, added: number, fault: string | null, };

export type KeyText = string;

export type App = { id: string, name: string, bundleId: string, icon: string | null, };

export type Webhook = { id: string, name: string, url: string, enabled: boolean, eventTypes: Array<string>, endpoint: string | null, watchedBy: string | null, };

export type LogLine = { id: string, created: number, state: string | null, status: number | null, error: string | null, redelivery: boolean, here: boolean | null, };

export type LostTime = { endpoint: string, from: number, to: number, };

export type UnreadLog = { endpoint: string, reason: string, };

export type CaughtUp = { read: number, recovered: number, known: number, empty: number, compared: number, lost: Array<LostTime>, failed: Array<UnreadLog>, };

export type NotificationState = "allowed" | "denied" | "absent" | "unknown";

export type SetupStep = "banner-seen" | "over" | "again";

export type Proven = { at: number, roundTripMs: number, };

export type Unproven = "dns" | "tls" | "unreachable" | "timed-out" | "not-found" | "interstitial" | "tunnel-down" | "other-instance" | "strange" | "door-closed";

export type Proof = { "outcome": "proven", proven: Proven, } | { "outcome": "unproven", cause: Unproven, detail: string, };

export type Setup = { notifications: NotificationState, bannerSeen: boolean, endpoints: Array<Endpoint>, publicUrl: string | null, proven: Proven | null, over: boolean, };

export type HelpPage = "webhooks";

export type Theme = "system" | "light" | "dark";

export type Density = "comfortable" | "compact";

export type Appearance = { theme: Theme, density: Density, textSize: number, };

export type QuietHours = { enabled: boolean, from: string, to: string, };

export type Setting = { "name": "startAtLogin", "value": boolean } | { "name": "unreadCount", "value": boolean } | { "name": "listen", "value": string } | { "name": "publicUrl", "value": string | null } | { "name": "silenceAlarm", "value": number } | { "name": "checkUpdates", "value": boolean } | { "name": "notifications", "value": boolean } | { "name": "quietHours", "value": QuietHours } | { "name": "keepDays", "value": number } | { "name": "theme", "value": Theme } | { "name": "density", "value": Density } | { "name": "textSize", "value": number } | { "name": "openPanel", "value": string | null };

export type SettingsView = { startAtLogin: boolean | null, unreadCount: boolean, listen: string, publicUrl: string | null, silenceAlarm: number, checkUpdates: boolean | null, notifications: boolean, quietHours: QuietHours, keepDays: number, appearance: Appearance, openPanel: string | null, openPanelProblem: string | null, file: string, home: string, logs: string, problem: FileProblem | null, version: string, };

export type History = { events: number, bytes: number, oldest: number | null, };

export type Cleared = { events: number, };

export type ExportFormat = "json-lines" | "csv";

export type Exported = { path: string, events: number, };

export type Trace = "start-at-login" | "webhooks" | "secrets" | "data";

export type Place = "home" | "logs" | "settings" | "exports";

export type Report = { text: string, };

export type Health = "starting" | "listening" | "proven" | "degraded" | "offline" | "paused";

export type Cause = { code: string, detail: string, };

export type Problem = { code: 'port-taken' | 'keychain-locked' | 'keychain-absent' | 'secrets-unreadable' | 'secret-missing' | 'secrets-file' | 'cannot-store' | 'database-damaged' | 'database-quarantined' | 'settings-bad' | 'notifications-unavailable' | 'notifications-denied' | 'server-notifications' | 'apple-key' | 'address-changed', detail: string, };

export type News = { version: string, notes: string, };

export type UpdateState = { "name": "none" } | { "name": "idle" } | { "name": "checking" } | { "name": "current" } | { "name": "loading", version: string, } | { "name": "ready", version: string, } | { "name": "installing", version: string, } | { "name": "failed", cause: string, };

export type Updates = { state: UpdateState, checked: number | null, news: News | null, unseen: boolean, };

export type Status = { health: Health, since: number, cause: Cause | null, listening: string | null, publicUrl: string | null, paused: boolean, pausedUntil: number | null, problems: Array<Problem>, unread: number, endpoints: number, lastEvent: number | null, version: string, quietUntil: number | null, proven: Proven | null, appearance: Appearance, setupOver: boolean, updateReady: string | null, news: News | null, };

export type View = { "name": "feed" } | { "name": "event", id: string, } | { "name": "templates" } | { "name": "setup" } | { "name": "doctor" } | { "name": "settings", section: string | null, };

export type TunnelPhase = "off" | "starting" | "up" | "waiting" | "refused";

export type TunnelField = { key: string, required: boolean, secret: boolean, example: string, };

export type TunnelKind = { kind: string, title: string, program: string, installed: string | null, tls: boolean, fields: Array<TunnelField>, more: string, };

export type TunnelView = { kind: string | null, options: { [key in string]: string }, kept: Array<string>, phase: TunnelPhase, since: number, again: number | null, url: string | null, fault: string | null, log: Array<string>, kinds: Array<TunnelKind>, };

export type Finding = "good" | "unknown" | "warning" | "bad";

export type Hop = { hop: 'database' | 'keychain' | 'port' | 'tunnel' | 'dns' | 'tls' | 'instance' | 'signature' | 'webhook' | 'delivery' | 'notifications' | 'tray' | 'disk' | 'clock', verdict: Finding, proof: string, at: number, fix: string | null, };

export type Doctor = { hops: Array<Hop>, at: number, text: string, };

export type Change = { "type": "feed" } | { "type": "status" } | { "type": "settings" } | { "type": "show", view: View, };

export type PauseChoice = "30m" | "1h" | "tomorrow" | "on";

export type Paused = { until: number | null, };

export type Nothing = Record<symbol, never>;

export type ErrorCode = "bad-request" | "not-found" | "bad-name" | "name-taken" | "bad-app-id" | "bad-url" | "settings" | "notifications" | "door" | "system" | "apple" | "unsettled" | "needs-user" | "storage" | "no-desktop" | "internal";

export type WireError = { code: ErrorCode, message: string, };

export type Commands = {
  status: { request: {}; reply: Status };
  feedPage: { request: { before: string | null; limit: number; filter: FeedFilter }; reply: FeedPage };
  feedFacets: { request: {}; reply: Facets };
  openEvent: { request: { id: string }; reply: Nothing };
  setUnread: { request: { ids: Array<string>; unread: boolean }; reply: Nothing };
  markAllRead: { request: {}; reply: Marked };
  mute: { request: { id: string }; reply: Muted };
  eventDetail: { request: { id: string }; reply: EventDetail };
  attachmentRead: { request: { id: string }; reply: AttachmentBody };
  attachmentCopy: { request: { id: string }; reply: Nothing };
  pinned: { request: {}; reply: Array<Pinned> };
  unpin: { request: { id: string }; reply: Nothing };
  replay: { request: { id: string; ring: boolean }; reply: Replay };
  channels: { request: {}; reply: Channels };
  putChannel: { request: { name: string | null; channel: ChannelView }; reply: Nothing };
  removeChannel: { request: { name: string }; reply: Nothing };
  levels: { request: { channel: string }; reply: Array<LevelRow> };
  setLevel: { request: { channel: string; key: string; level: Level | null }; reply: Nothing };
  templateHelp: { request: { kind: string }; reply: TemplateHelp };
  previewDraft: { request: { draft: Draft; example: Example | null }; reply: Preview };
  replayDraft: { request: { draft: Draft; limit: number }; reply: Array<Redrawn> };
  ringDraft: { request: { draft: Draft; example: Example | null }; reply: Nothing };
  putTemplates: { request: { channel: string; kind: string; templates: Templates | null }; reply: Nothing };
  endpointList: { request: {}; reply: Array<Endpoint> };
  endpointAdd: { request: { name: string; appId: string | null }; reply: AddedEndpoint };
  endpointRename: { request: { name: string; newName: string; appId: string | null }; reply: Endpoint };
  endpointRotate: { request: { name: string }; reply: AddedEndpoint };
  endpointRemove: { request: { name: string }; reply: Nothing };
  sendSample: { request: { name: string; endpoint: string | null }; reply: Nothing };
  accountList: { request: {}; reply: Array<Account> };
  accountAdd: { request: { name: string | null; keyId: string; issuer: string | null; key: KeyText }; reply: Account };
  accountRemove: { request: { name: string }; reply: Nothing };
  appList: { request: { account: string | null }; reply: Array<App> };
  webhookList: { request: { account: string | null; app: string }; reply: Array<Webhook> };
  webhookCreate: { request: { account: string | null; app: string; kinds: Array<string>; url: string | null }; reply: Endpoint };
  webhookWatch: { request: { account: string | null; app: string; webhook: string }; reply: Endpoint };
  webhookKinds: { request: { endpoint: string; kinds: Array<string> }; reply: Nothing };
  webhookPing: { request: { endpoint: string }; reply: Nothing };
  webhookEnable: { request: { endpoint: string; enabled: boolean }; reply: Nothing };
  webhookRotate: { request: { endpoint: string }; reply: Nothing };
  webhookDelete: { request: { endpoint: string }; reply: Nothing };
  webhookLog: { request: { endpoint: string }; reply: Array<LogLine> };
  redeliver: { request: { endpoint: string; delivery: string }; reply: Nothing };
  catchUp: { request: {}; reply: CaughtUp };
  setup: { request: {}; reply: Setup };
  setupStep: { request: { step: SetupStep }; reply: Setup };
  testBanner: { request: {}; reply: Nothing };
  prove: { request: { endpoint: string | null }; reply: Proof };
  tunnel: { request: {}; reply: TunnelView };
  tunnelChoose: { request: { kind: string | null; options: { [key in string]: string } }; reply: TunnelView };
  tunnelRestart: { request: {}; reply: TunnelView };
  doctor: { request: {}; reply: Doctor };
  settings: { request: {}; reply: SettingsView };
  changeSetting: { request: { setting: Setting }; reply: SettingsView };
  history: { request: {}; reply: History };
  clearHistory: { request: {}; reply: Cleared };
  exportHistory: { request: { format: ExportFormat }; reply: Exported };
  report: { request: {}; reply: Report };
  pause: { request: { choice: PauseChoice }; reply: Paused };
  resume: { request: {}; reply: Nothing };
  updates: { request: {}; reply: Updates };
  checkUpdates: { request: {}; reply: Updates };
  installUpdate: { request: {}; reply: Nothing };
  newsSeen: { request: {}; reply: Nothing };
  remove: { request: { traces: Array<Trace> }; reply: Nothing };
  copy: { request: { text: string }; reply: Nothing };
  openHelp: { request: { page: HelpPage }; reply: Nothing };
  reveal: { request: { place: Place }; reply: Nothing };
  hide: { request: {}; reply: Nothing };
  pin: { request: { pinned: boolean }; reply: Nothing };
  ready: { request: {}; reply: Nothing };
  takeOver: { request: {}; reply: Nothing };
};
