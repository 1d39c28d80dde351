// What the fake host is made of: one table of answers per subject, each over the same state.
import type { Name, Reply, Request } from '../host';
import type { Change, FeedEvent, Status } from '../wire.gen';

/** Answers to some of the wire's commands. */
export type Answers = { [N in Name]?: (request: Request<N>) => Reply<N> | Promise<Reply<N>> };

/** What all answers share. */
export type Scene = {
  /** The state that was asked for: `?fake=<state>`. */
  state: string;
  /** When the page was opened. */
  now: number;
  events: FeedEvent[];
  status: Status;
  /** Tells the panel that something changed. */
  tell(change: Change): void;
};

export const never = () => new Promise<never>(() => undefined);
