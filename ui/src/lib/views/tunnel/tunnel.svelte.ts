import type { Host } from '../../host';
import { inTurn } from '../../turn';
import { asWireError } from '../../wire-error';
import type { TunnelKind, TunnelView, WireError } from '../../wire.gen';

/** What a person typed for a kind of tunnel, by the fields' keys. */
export type Typed = Readonly<Record<string, string>>;

/** Those that are here first; else in the order in which they come. */
export function ordered(kinds: readonly TunnelKind[]): TunnelKind[] {
  // A command of one's own needs nothing of ours.
  const here = ({ installed, program }: TunnelKind) => installed !== null || program === '';
  return [...kinds.filter(here), ...kinds.filter((kind) => !here(kind))];
}

export function isMissing({ installed, program }: TunnelKind): boolean {
  return installed === null && program !== '';
}

/** The fields that are needed and empty. A secret that is kept is there. */
export function lacking(kind: TunnelKind, typed: Typed, kept: readonly string[]): string[] {
  return kind.fields
    .filter(({ key, required, secret }) => required && !(secret && kept.includes(key)))
    .map(({ key }) => key)
    .filter((key) => (typed[key] ?? '').trim() === '');
}

/** What is sent: without what is empty, so that a secret which is kept stays. */
export function options(kind: TunnelKind, typed: Typed): Record<string, string> {
  const said = kind.fields.map(({ key }) => [key, (typed[key] ?? '').trim()] as const);
  return Object.fromEntries(said.filter(([, value]) => value !== ''));
}

/** How many seconds until it is tried again. */
export function secondsTo(again: number, now: number): number {
  return Math.max(0, Math.ceil((again - now) / 1000));
}

/** The tunnel: how it is, and what can be chosen. */
export class TunnelChoice {
  view = $state.raw<TunnelView | null>(null);
  /** Why it could not be read. */
  error = $state.raw<WireError | null>(null);
  /** Why the last choice was taken back. */
  refused = $state.raw<WireError | null>(null);
  busy = $state(false);

  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  refresh = inTurn(async () => {
    try {
      this.view = await this.#host.ask('tunnel', {});
      this.error = null;
    } catch (thrown) {
      this.error = asWireError(thrown);
    }
  });

  /** Takes a kind with what it is told; none: an address of the person's own. */
  choose(kind: TunnelKind | null, typed: Typed = {}): Promise<boolean> {
    const request = { kind: kind?.kind ?? null, options: kind === null ? {} : options(kind, typed) };
    return this.#do(() => this.#host.ask('tunnelChoose', request));
  }

  restart(): Promise<boolean> {
    return this.#do(() => this.#host.ask('tunnelRestart', {}));
  }

  async #do(ask: () => Promise<TunnelView>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.refused = null;
    try {
      this.view = await ask();
      return true;
    } catch (thrown) {
      this.refused = asWireError(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
