// Written by `cargo run -p shipbell-wire --example bindings`. Change the Rust, not this.

export type Provenance = "signed" | "recovered" | "sample";

export type Level = "passive" | "active" | "time-sensitive";

export type FeedEvent = { id: string, appleId: string | null, kind: string, status: string | null, previousStatus: string | null, time: number | null, received: number, endpoint: string, provenance: Provenance, appName: string | null, version: string | null, build: string | null, platform: string | null, title: string, body: string, headline: string, link: string | null, level: Level, unread: boolean, conflict: boolean, problem: string | null, };

export type FeedPage = { events: Array<FeedEvent>, next: string | null, unread: number, };

export type Health = "starting" | "listening" | "paused" | "problem";

export type Problem = { code: 'port-taken' | 'keychain-locked' | 'keychain-absent' | 'secrets-unreadable' | 'secret-missing' | 'secrets-file' | 'cannot-store' | 'database-quarantined' | 'settings-bad' | 'notifications-unavailable' | 'server-notifications', detail: string, };

export type Status = { health: Health, listening: string | null, publicUrl: string | null, paused: boolean, pausedUntil: number | null, problems: Array<Problem>, unread: number, endpoints: number, lastEvent: number | null, version: string, };

export type Change = { "type": "feed" } | { "type": "status" };

export type PauseChoice = "30m" | "1h" | "tomorrow" | "on";

export type Paused = { until: number | null, };

export type Nothing = Record<symbol, never>;

export type ErrorCode = "bad-request" | "not-found" | "needs-user" | "storage" | "no-desktop" | "internal";

export type WireError = { code: ErrorCode, message: string, };

export type Commands = {
  status: { request: {}; reply: Status };
  feedPage: { request: { before: string | null; limit: number }; reply: FeedPage };
  openEvent: { request: { id: string }; reply: Nothing };
  setUnread: { request: { ids: Array<string>; unread: boolean }; reply: Nothing };
  markAllRead: { request: {}; reply: Nothing };
  pause: { request: { choice: PauseChoice }; reply: Paused };
  resume: { request: {}; reply: Nothing };
  hide: { request: {}; reply: Nothing };
  ready: { request: {}; reply: Nothing };
};
