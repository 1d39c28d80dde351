import type { Host, Name, Reply, Request } from '../../host';
import { inTurn } from '../../turn';
import { asWireError } from '../../wire-error';
import type { AddedEndpoint, App, Endpoint, Setup, WireError } from '../../wire.gen';
import type { PublicAddress } from './address.svelte';
import {
  endpointOf,
  next,
  pinged,
  progress,
  wayOf,
  WAYS,
  type Progress,
  type StepId,
  type Way,
} from './steps';
import { WithKey } from './with-key.svelte';

/** How far the set-up is. What is proven comes from the program; secrets and skips are this page's alone. */
export class SetUp {
  setup = $state.raw<Setup | null>(null);
  /** Why it could not be read. */
  error = $state.raw<WireError | null>(null);
  /** What was refused last, and in which step. */
  refused = $state.raw<{ step: StepId; error: WireError } | null>(null);
  busy = $state(false);
  /** The way that was picked here; else it follows from what is there. */
  picked = $state<Way | null>(null);
  readonly key: WithKey;
  /** The endpoint that was made or rotated here, with its secret: gone with this page. */
  added = $state.raw<AddedEndpoint | null>(null);
  /** The name of the endpoint to go on with, where the person chose one. */
  chosen = $state<string | null>(null);
  skipped = $state.raw<ReadonlySet<StepId>>(new Set());
  pasted = $state(false);
  open = $state<StepId | null>(null);
  /** Grows when the focus shall move on to the step that is open now. */
  moved = $state(0);
  /** The step that was just proven, to be said aloud. */
  proven = $state<StepId | null>(null);
  /** Whether the ping came while this page stood. */
  rangHere = $state(false);

  #host: Host;

  constructor(host: Host) {
    this.#host = host;
    this.key = new WithKey(host);
  }

  get way(): Way {
    const keys = this.key.accounts.list?.length ?? 0;
    return this.setup === null ? 'key' : wayOf(this.setup, keys, this.picked);
  }

  get endpoint(): Endpoint | null {
    return this.setup === null ? null : endpointOf(this.setup.endpoints, this.chosen);
  }

  /** With a key: the endpoints whose webhook Apple has. */
  get made(): Endpoint[] {
    return this.setup === null ? [] : this.key.made(this.setup.endpoints);
  }

  get steps(): Progress {
    const { setup, endpoint, made } = this;
    const keys = this.key.accounts.list?.length ?? 0;
    const page = { skipped: this.skipped, pasted: this.pasted };
    return setup === null ? [] : progress(this.way, { setup, endpoint, keys, made }, page);
  }

  /** Whether Apple's ping came: the one thing that all the others were for. */
  get rung(): boolean {
    return this.steps.some(({ id, state }) => id === 'ping' && state === 'done');
  }

  /** The secret of the endpoint at hand, as long as this page knows it. */
  get secret(): string | null {
    return this.added !== null && this.added.name === this.endpoint?.name ? this.added.secret : null;
  }

  /** Reads how far it is. */
  refresh = inTurn(async () => {
    const first = this.setup === null;
    try {
      const [setup] = await Promise.all([this.#host.ask('setup', {}), this.key.accounts.refresh()]);
      this.take(setup);
      this.error = null;
    } catch (thrown) {
      this.error = asWireError(thrown);
    }
    if (first) void this.look();
  });

  /** Asks Apple what it has of us. Where the open step was done all along, the next one is opened. */
  async look(): Promise<void> {
    await this.key.look();
    if (this.open === 'apps' && this.made.length > 0) this.open = next(this.steps);
  }

  /** Takes what the program says; goes on by itself where the open step was proven by it. */
  take(setup: Setup): void {
    const first = this.setup === null;
    const before = this.steps;
    const silent = !this.rung;
    this.setup = setup;
    if (first) {
      // Whose bell rang once is asked for nothing; who left before goes on where it was left.
      this.open = setup.over && setup.endpoints.some(pinged) ? null : next(this.steps);
      return;
    }
    if (silent && this.rung) this.rangHere = true;
    // What is there may tell of another way now, which has other steps.
    if (this.open !== null && !this.steps.some(({ id }) => id === this.open)) this.open = next(this.steps);
    const settled = this.steps.filter(
      ({ id, state }, index) =>
        (state === 'done' || state === 'told') && before[index]?.state !== state && !this.#holds(id),
    );
    this.proven = settled.filter(({ state }) => state === 'done').at(-1)?.id ?? this.proven;
    if (settled.some(({ id }) => id === this.open)) this.advance();
  }

  /** A step that shows a secret, or what came of each app, waits until the person has seen it. */
  #holds(id: StepId): boolean {
    return (id === 'endpoint' || id === 'apps') && this.open === id;
  }

  /** Opens the next step that is to do, and takes the focus there. */
  advance(): void {
    this.open = next(this.steps);
    this.refused = null;
    this.moved += 1;
  }

  /** Opens a step, and takes the focus there. */
  go(id: StepId): void {
    this.open = id;
    this.refused = null;
    this.moved += 1;
  }

  toggle(id: StepId): void {
    this.open = this.open === id ? null : id;
    this.refused = null;
  }

  skip(id: StepId): void {
    this.skipped = new Set([...this.skipped, id]);
    this.advance();
  }

  /** The person says that both were pasted; the ping will prove it. */
  havePasted(): void {
    this.pasted = true;
    this.advance();
  }

  /** Goes the other way from its second step on; the focus stays where it was chosen. */
  pick(way: Way): void {
    this.picked = way;
    this.open = WAYS[way][1];
    this.refused = null;
    if (way === 'key' && this.key.apps === null) void this.look();
  }

  /** The key was accepted: its apps are read while the person goes on. */
  haveKey(): void {
    this.picked = 'key';
    this.proven = 'key';
    void this.look();
    this.advance();
  }

  /** Makes the apps' webhooks; the first one signs the proof of the address, which could not be had before. */
  async make(apps: readonly App[], address: PublicAddress): Promise<void> {
    const all = await this.key.make(apps);
    await this.refresh();
    const [first] = this.made;
    if (first !== undefined && this.setup?.proven === null) {
      await address.prove(first.name);
      await this.refresh();
    }
    if (address.proof?.outcome === 'unproven') this.go('address');
    else if (all) this.advance();
  }

  choose(name: string): void {
    this.chosen = name;
    this.pasted = false;
  }

  /** Asks for something in a step; a refusal stands there. */
  async ask<N extends Name>(step: StepId, command: N, request: Request<N>): Promise<Reply<N> | null> {
    if (this.busy) return null;
    this.busy = true;
    this.refused = null;
    try {
      return await this.#host.ask(command, request);
    } catch (thrown) {
      this.refused = { step, error: asWireError(thrown) };
      return null;
    } finally {
      this.busy = false;
    }
  }

  async sawBanner(): Promise<void> {
    const setup = await this.ask('banner', 'setupStep', { step: 'banner-seen' });
    if (setup !== null) this.take(setup);
  }

  async add(name: string, appId: string | null): Promise<boolean> {
    return this.#show(await this.ask('endpoint', 'endpointAdd', { name: name.trim(), appId }));
  }

  async rotate(step: StepId): Promise<void> {
    const endpoint = this.endpoint;
    if (endpoint !== null) await this.#show(await this.ask(step, 'endpointRotate', { name: endpoint.name }));
  }

  async #show(added: AddedEndpoint | null): Promise<boolean> {
    if (added === null) return false;
    this.added = added;
    this.chosen = added.name;
    this.pasted = false;
    await this.refresh();
    return true;
  }
}
