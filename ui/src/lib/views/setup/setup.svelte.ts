import type { Host, Name, Reply, Request } from '../../host';
import { inTurn } from '../../turn';
import { asWireError } from '../../wire-error';
import type { AddedEndpoint, Endpoint, Setup, WireError } from '../../wire.gen';
import { endpointOf, next, pinged, progress, type Progress, type StepId } from './steps';

/** How far the set-up is. What is proven comes from the program; secrets and skips are this page's alone. */
export class SetUp {
  setup = $state.raw<Setup | null>(null);
  /** Why it could not be read. */
  error = $state.raw<WireError | null>(null);
  /** What was refused last, and in which step. */
  refused = $state.raw<{ step: StepId; error: WireError } | null>(null);
  busy = $state(false);
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
  }

  get endpoint(): Endpoint | null {
    return this.setup === null ? null : endpointOf(this.setup.endpoints, this.chosen);
  }

  get steps(): Progress {
    const page = { skipped: this.skipped, pasted: this.pasted };
    return this.setup === null ? [] : progress(this.setup, this.endpoint, page);
  }

  /** Whether Apple's ping came: the one thing that all the others were for. */
  get rung(): boolean {
    return pinged(this.endpoint);
  }

  /** The secret of the endpoint at hand, as long as this page knows it. */
  get secret(): string | null {
    return this.added !== null && this.added.name === this.endpoint?.name ? this.added.secret : null;
  }

  /** Reads how far it is. */
  refresh = inTurn(async () => {
    try {
      this.take(await this.#host.ask('setup', {}));
      this.error = null;
    } catch (thrown) {
      this.error = asWireError(thrown);
    }
  });

  /** Takes what the program says; goes on by itself where the open step was proven by it. */
  take(setup: Setup): void {
    const first = this.setup === null;
    const before = this.steps;
    const silent = !this.rung;
    this.setup = setup;
    if (first) {
      // Whose bell rang once is asked for nothing; who left before goes on where it was left.
      this.open = setup.over && this.rung ? null : next(this.steps);
      return;
    }
    if (silent && this.rung) this.rangHere = true;
    const done = this.steps.filter(
      ({ id, state }, index) => state === 'done' && before[index]?.state !== 'done' && !this.#holds(id),
    );
    const last = done.at(-1);
    if (last === undefined) return;
    this.proven = last.id;
    if (done.some(({ id }) => id === this.open)) this.advance();
  }

  /** A step that shows a secret waits until the person has seen it. */
  #holds(id: StepId): boolean {
    return id === 'endpoint' && this.open === 'endpoint';
  }

  /** Opens the next step that is to do, and takes the focus there. */
  advance(): void {
    this.open = next(this.steps);
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
