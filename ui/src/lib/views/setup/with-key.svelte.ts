import type { Host } from '../../host';
import { asWireError } from '../../wire-error';
import type { Account, App, Endpoint, WireError } from '../../wire.gen';
import { Accounts } from '../apple/accounts.svelte';
import { Apps } from '../apple/apps.svelte';

/** How far a ping is that this page asked Apple for. */
export type Asked = 'asking' | 'asked' | { refused: WireError };

/** The set-up with a key: the account, its apps, the webhooks that Apple has of us, and the pings asked for. */
export class WithKey {
  readonly accounts: Accounts;
  apps = $state.raw<Apps | null>(null);
  /** The app whose webhook is being made. */
  making = $state<string | null>(null);
  /** Why an app's webhook was refused on this page. */
  refused = $state.raw<Readonly<Record<string, WireError>>>({});
  pings = $state.raw<Readonly<Record<string, Asked>>>({});

  #host: Host;

  constructor(host: Host) {
    this.#host = host;
    this.accounts = new Accounts(host);
  }

  /** The account to go on with: the one that was added here, else the newest. */
  get account(): Account | null {
    return this.accounts.added ?? this.accounts.list?.at(-1) ?? null;
  }

  /** Those of our endpoints for which Apple has a webhook, as far as Apple was asked. */
  made(endpoints: readonly Endpoint[]): Endpoint[] {
    const known = Object.values(this.apps?.hooks ?? {}).flatMap((hooks) =>
      hooks !== null && 'known' in hooks ? hooks.known : [],
    );
    const names = new Set(known.map(({ endpoint }) => endpoint));
    return endpoints.filter(({ name }) => names.has(name));
  }

  /** Whether Apple has a webhook of ours for the app; nothing where Apple was not asked or did not say. */
  has({ id }: App): boolean | null {
    const hooks = this.apps?.hooks[id] ?? null;
    return hooks !== null && 'known' in hooks ? hooks.known.some(({ endpoint }) => endpoint !== null) : null;
  }

  /** Asks Apple for the account's apps and their webhooks. */
  async look(): Promise<void> {
    const keyId = this.account?.keyId;
    if (keyId === undefined) return;
    if (this.apps?.account !== keyId) this.apps = new Apps(this.#host, keyId);
    await this.apps.refresh();
  }

  /** Makes a webhook for each of them, one after another: Apple counts the questions. Answers whether all were made. */
  async make(chosen: readonly App[]): Promise<boolean> {
    const { apps } = this;
    if (apps === null || this.making !== null) return false;
    this.refused = {};
    for (const app of chosen) {
      this.making = app.id;
      const done = await apps.connect(app);
      const why = apps.asking.why(app.id);
      if (!done && why !== null) this.refused = { ...this.refused, [app.id]: why };
    }
    this.making = null;
    return Object.keys(this.refused).length === 0;
  }

  /** Has Apple send its test ping to each of them. */
  async ring(endpoints: readonly string[]): Promise<void> {
    const told = (name: string, how: Asked) => (this.pings = { ...this.pings, [name]: how });
    for (const name of endpoints) told(name, 'asking');
    await Promise.all(
      endpoints.map(async (endpoint) => {
        try {
          await this.#host.ask('webhookPing', { endpoint });
          told(endpoint, 'asked');
        } catch (thrown) {
          told(endpoint, { refused: asWireError(thrown) });
        }
      }),
    );
  }
}
