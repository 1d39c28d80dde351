import type { Change, FeedPage, Status } from './wire.gen';

/** Everything the panel may ask of the program around it. Failures reject with a `WireError`. */
export interface Host {
  /** One page of the feed, newest first; `before` is the `next` of the page above it. */
  feedPage(before: string | null, limit: number): Promise<FeedPage>;
  status(): Promise<Status>;
  /** Opens the event's page in the browser and marks the event as read. */
  openEvent(id: string): Promise<void>;
  setUnread(ids: string[], unread: boolean): Promise<void>;
  markAllRead(): Promise<void>;
  /** Ends a pause. */
  resume(): Promise<void>;
  /** Closes the panel. */
  hide(): Promise<void>;
  /** Calls `handler` after something changed; answers with a function that stops it. */
  onChange(handler: (change: Change) => void): () => void;
  /** The first picture is painted: the window may be shown. */
  ready(): void;
}
