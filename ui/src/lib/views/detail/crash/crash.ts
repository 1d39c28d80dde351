// What a crash log says, whichever form it came in. Nothing of it is trusted: see values.ts for the bounds.

export type FactName =
  'app' | 'version' | 'os' | 'device' | 'time' | 'exception' | 'reason' | 'termination' | 'incident';

export type Fact = { name: FactName; value: string };

/** One line of a thread. */
export type Frame = {
  /** Of which program or library. */
  image: string;
  /** The function; empty where the log has no symbols. */
  symbol: string;
  /** Where in it: a file with its line, or an offset. */
  place: string;
  /** Whether it is the app's own, and not the system's. */
  own: boolean;
};

export type Thread = {
  /** Its number in the log; none for the backtrace of an exception. */
  number: number | null;
  name: string;
  crashed: boolean;
  frames: Frame[];
  /** So many frames more than are kept. */
  more: number;
};

export type Crash = { facts: Fact[]; threads: Thread[] };

/** The facts that are there, in the order in which they are named. */
export function factsOf(values: [FactName, string][]): Fact[] {
  return values.flatMap(([name, value]) => (value === '' ? [] : [{ name, value }]));
}

/** What is read first stands first: an exception's backtrace, then the thread that crashed. */
export function inOrder(threads: Thread[]): Thread[] {
  const rank = ({ number, crashed }: Thread) => (number === null ? 0 : crashed ? 1 : 2);
  return [...threads].sort((one, other) => rank(one) - rank(other));
}
