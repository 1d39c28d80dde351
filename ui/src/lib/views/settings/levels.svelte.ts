import type { Host } from '../../host';
import { inTurn } from '../../turn';
import { asWireError } from '../../wire-error';
import type { Level, LevelRow, WireError } from '../../wire.gen';

export type Group = { kind: string; rows: LevelRow[]; changed: number };

/** The rows of each kind together, in the order in which the kinds come. */
export function grouped(rows: readonly LevelRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const group = groups.get(row.kind) ?? { kind: row.kind, rows: [], changed: 0 };
    group.rows.push(row);
    if (differs(row)) group.changed += 1;
    groups.set(row.kind, group);
  }
  return [...groups.values()];
}

export function differs(row: LevelRow): boolean {
  return row.chosen !== null && row.chosen !== row.default;
}

/** How loudly each kind rings in one channel. */
export class Levels {
  channels = $state.raw<string[]>([]);
  channel = $state<string | null>(null);
  rows = $state.raw<LevelRow[] | null>(null);
  error = $state.raw<WireError | null>(null);
  refused = $state.raw<{ key: string; error: WireError } | null>(null);

  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  refresh = inTurn(async () => {
    try {
      const { channels } = await this.#host.ask('channels', {});
      this.channels = channels.map(({ name }) => name);
      if (this.channel === null || !this.channels.includes(this.channel))
        this.channel = this.channels[0] ?? null;
      const { channel } = this;
      if (channel === null) return;
      const rows = await this.#host.ask('levels', { channel });
      if (channel === this.channel) this.rows = rows;
      this.error = null;
    } catch (thrown) {
      this.error = asWireError(thrown);
    }
  });

  async show(channel: string): Promise<void> {
    this.channel = channel;
    this.rows = null;
    this.refused = null;
    await this.refresh();
  }

  /** Chooses a level, or the built-in one again. Shown at once, taken back when it is refused. */
  async choose(key: string, level: Level | null): Promise<void> {
    const { channel } = this;
    const before = this.rows?.find((row) => row.key === key)?.chosen ?? null;
    if (channel === null) return;
    this.refused = null;
    this.#put(key, level);
    try {
      await this.#set(channel, key, level);
    } catch (thrown) {
      if (channel === this.channel) this.#put(key, before);
      this.refused = { key, error: asWireError(thrown) };
    }
  }

  /** Where the kind has a level of its own, the built-in one has to be written out for a state. */
  async #set(channel: string, key: string, level: Level | null): Promise<void> {
    await this.#host.ask('setLevel', { channel, key, level });
    if (level !== null) return;
    const rows = await this.#host.ask('levels', { channel });
    const row = rows.find((one) => one.key === key);
    if (row && differs(row)) await this.#host.ask('setLevel', { channel, key, level: row.default });
  }

  #put(key: string, chosen: Level | null): void {
    this.rows = this.rows?.map((row) => (row.key === key ? { ...row, chosen } : row)) ?? null;
  }
}
