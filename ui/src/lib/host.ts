import type { Change, Commands } from './wire.gen';

export type Name = keyof Commands;
export type Request<N extends Name> = Commands[N]['request'];
export type Reply<N extends Name> = Commands[N]['reply'];

/** The program around the panel. There is one way in, the wire's list of commands, and one way out. */
export interface Host {
  /** One command of the list. Failures reject with a `WireError`. */
  ask<N extends Name>(command: N, request: Request<N>): Promise<Reply<N>>;
  /** Calls `handler` after something changed; answers with a function that stops it. */
  onChange(handler: (change: Change) => void): () => void;
}
