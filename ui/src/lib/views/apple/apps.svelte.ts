import type { Host } from '../../host';
import { inTurn } from '../../turn';
import { asWireError } from '../../wire-error';
import type { App, Endpoint, Webhook, WireError } from '../../wire.gen';
import { typesOf, type Kind } from './kinds';
import { Asking } from './asking.svelte';

/** An app's webhooks: not known yet, known, or refused. */
export type Hooks = { known: Webhook[] } | { refused: WireError } | null;

/** So many apps at a time are asked about: Apple counts the questions of an hour. */
const AT_ONCE = 3;

/** The apps of an account, each with its webhooks, and our endpoints beside them. */
export class Apps {
  list = $state.raw<App[] | null>(null);
  error = $state.raw<WireError | null>(null);
  /** Why the key may read no app's webhooks. */
  barred = $state.raw<WireError | null>(null);
  hooks = $state.raw<Readonly<Record<string, Hooks>>>({});
  endpoints = $state.raw<readonly Endpoint[]>([]);
  asking: Asking;
  /** The account's key id. */
  readonly account: string;

  #host: Host;
  /** When the ping was asked for, by endpoint. */
  #pinged = $state.raw<Readonly<Record<string, number>>>({});
  /** Endpoints that got a new secret while this page stands. */
  #rotated = $state.raw<readonly string[]>([]);
  /** Endpoints of whose new secret it is not known whether Apple has it. */
  #unsettled = $state.raw<readonly string[]>([]);
  /** Endpoints for whose webhook kinds were chosen while this page stands. */
  #chosen = $state.raw<readonly string[]>([]);

  constructor(host: Host, account: string) {
    this.#host = host;
    this.account = account;
    this.asking = new Asking(host);
  }

  refresh = inTurn(async () => {
    try {
      const { account } = this;
      this.list = await this.#host.ask('appList', { account });
      this.error = null;
    } catch (thrown) {
      this.error = asWireError(thrown);
      return;
    }
    await Promise.all([this.readEndpoints(), this.#readAll()]);
  });

  /** What of ours has come: told of by every change, and no question to Apple. */
  readEndpoints = inTurn(async () => {
    // Without them only the times of the last event are missing.
    this.endpoints = await this.#host.ask('endpointList', {}).catch(() => this.endpoints);
  });

  endpoint(name: string): Endpoint | null {
    return this.endpoints.find((one) => one.name === name) ?? null;
  }

  /** How far the ping is that was asked for: not asked, on its way, or the moment it came. */
  ping(name: string): 'none' | 'waiting' | number {
    const asked = this.#pinged[name];
    if (asked === undefined) return 'none';
    const before = this.endpoint(name)?.lastPing ?? null;
    return before !== null && before >= asked ? before : 'waiting';
  }

  wasRotated(name: string): boolean {
    return this.#rotated.includes(name);
  }

  isUnsettled(name: string): boolean {
    return this.#unsettled.includes(name);
  }

  wasChosen(name: string): boolean {
    return this.#chosen.includes(name);
  }

  async connect(app: App): Promise<boolean> {
    const request = { account: this.account, app: app.id, kinds: [], url: null };
    const made = await this.asking.ask(app.id, 'webhookCreate', request);
    await this.#read(app);
    await this.readEndpoints();
    return made !== null;
  }

  /** The switch shows at once what was chosen, and goes back where it is refused. */
  async enable(app: App, webhook: Webhook, enabled: boolean): Promise<void> {
    const endpoint = webhook.endpoint ?? '';
    this.#put(app, { ...webhook, enabled });
    const done = await this.asking.ask(app.id, 'webhookEnable', { endpoint, enabled });
    if (done === null) this.#put(app, webhook);
  }

  async ring(app: App, endpoint: string): Promise<void> {
    // By the clock that dates what comes: the page's own may be another.
    const before = this.endpoint(endpoint)?.lastPing ?? 0;
    const done = await this.asking.ask(app.id, 'webhookPing', { endpoint });
    if (done !== null) this.#pinged = { ...this.#pinged, [endpoint]: before + 1 };
    await this.readEndpoints();
  }

  async rotate(app: App, endpoint: string): Promise<void> {
    const others = (names: readonly string[]) => names.filter((name) => name !== endpoint);
    this.#rotated = others(this.#rotated);
    const done = await this.asking.ask(app.id, 'webhookRotate', { endpoint });
    this.#unsettled = others(this.#unsettled);
    if (done !== null) this.#rotated = [...this.#rotated, endpoint];
    // Nothing was refused, and nothing is to be done.
    else if (this.asking.why(app.id)?.code === 'unsettled') {
      this.#unsettled = [...this.#unsettled, endpoint];
      this.asking.refused = null;
    }
  }

  /** Chooses what a webhook tells of; none stands for everything. */
  async choose(app: App, webhook: Webhook, kinds: Kind[]): Promise<boolean> {
    const endpoint = webhook.endpoint ?? '';
    this.#chosen = this.#chosen.filter((name) => name !== endpoint);
    const done = await this.asking.ask(app.id, 'webhookKinds', { endpoint, kinds });
    if (done === null) return false;
    this.#put(app, { ...webhook, eventTypes: typesOf(kinds) });
    this.#chosen = [...this.#chosen, endpoint];
    return true;
  }

  async delete(app: App, endpoint: string): Promise<boolean> {
    const done = await this.asking.ask(app.id, 'webhookDelete', { endpoint });
    await this.#read(app);
    await this.readEndpoints();
    return done !== null;
  }

  /** Reads the log of somebody else's webhook here, too. */
  async watch(app: App, { id }: Webhook): Promise<void> {
    const { account } = this;
    await this.asking.ask(app.id, 'webhookWatch', { account, app: app.id, webhook: id });
    await this.#read(app);
    await this.readEndpoints();
  }

  async #readAll(): Promise<void> {
    this.barred = null;
    const queue = [...(this.list ?? [])];
    const lane = async () => {
      for (let app = queue.shift(); app !== undefined; app = queue.shift()) {
        if (await this.#read(app)) continue;
        const hooks = this.hooks[app.id];
        if (!hooks || !('refused' in hooks) || hooks.refused.code !== 'needs-user') continue;
        // A key that may not read one app's webhooks may read none: it is said once, and asked no further.
        this.barred = hooks.refused;
        queue.length = 0;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  }

  async #read({ id }: App): Promise<boolean> {
    try {
      const known = await this.#host.ask('webhookList', { account: this.account, app: id });
      this.hooks = { ...this.hooks, [id]: { known } };
      return true;
    } catch (thrown) {
      this.hooks = { ...this.hooks, [id]: { refused: asWireError(thrown) } };
      return false;
    }
  }

  #put({ id }: App, webhook: Webhook): void {
    const hooks = this.hooks[id];
    if (!hooks || !('known' in hooks)) return;
    const known = hooks.known.map((one) => (one.id === webhook.id ? webhook : one));
    this.hooks = { ...this.hooks, [id]: { known } };
  }
}
