// Written by the wire crate from its Rust types. Not edited by hand.
export type FeedEvent = { id: string; appleId: string | null; kind: string; status: string | null; previousStatus: string | null; time: number | null; received: number; endpoint: string; provenance: 'signed' | 'recovered' | 'sample'; appName: string | null; version: string | null; build: string | null; platform: string | null; title: string; body: string; headline: string; link: string | null; level: 'passive' | 'active' | 'time-sensitive'; unread: boolean; conflict: boolean; problem: string | null };
export type FeedPage = { events: FeedEvent[]; next: string | null; unread: number };
export type Health = 'starting' | 'listening' | 'paused' | 'problem';
export type Problem = { code: 'port-taken' | 'keychain-locked' | 'keychain-absent' | 'secrets-unreadable' | 'cannot-store' | 'database-quarantined' | 'settings-bad' | 'notifications-denied' | 'notifications-unavailable' | 'server-notifications'; detail: string };
export type Status = { health: Health; listening: string | null; publicUrl: string | null; pausedUntil: number | null; paused: boolean; problems: Problem[]; unread: number; endpoints: number; lastEvent: number | null; version: string };
export type Change = { type: 'feed' } | { type: 'status' };
export type ErrorCode = 'bad-request' | 'not-found' | 'needs-user' | 'storage' | 'no-desktop' | 'internal';
export type WireError = { code: ErrorCode; message: string };
export type Nothing = Record<symbol, never>;
export type Commands = {
  status: { request: {}; reply: Status };
  feedPage: { request: { before: string | null; limit: number }; reply: FeedPage };
  openEvent: { request: { id: string }; reply: Nothing };
  setUnread: { request: { ids: Array<string>; unread: boolean }; reply: Nothing };
  markAllRead: { request: {}; reply: Nothing };
  resume: { request: {}; reply: Nothing };
  hide: { request: {}; reply: Nothing };
  painted: { request: {}; reply: Nothing };
};
