import type { Host } from '../../host';
import { inTurn } from '../../turn';
import { asWireError } from '../../wire-error';
import type { Account, WireError } from '../../wire.gen';
import { Asking } from './asking.svelte';

/** Where a refusal stands that belongs to no account: at the form for a new one. */
export const NEW = '';

/** The API keys, without the keys. */
export class Accounts {
  list = $state.raw<Account[] | null>(null);
  error = $state.raw<WireError | null>(null);
  /** The one that was added while this page stands. */
  added = $state.raw<Account | null>(null);
  asking: Asking;

  #host: Host;

  constructor(host: Host) {
    this.#host = host;
    this.asking = new Asking(host);
  }

  refresh = inTurn(async () => {
    try {
      this.list = await this.#host.ask('accountList', {});
      this.error = null;
    } catch (thrown) {
      this.error = asWireError(thrown);
    }
  });

  /** Has Apple try the key, and keeps it where Apple accepts it. Its text goes out with the question and stays nowhere here. */
  async add(about: { name: string; keyId: string; issuer: string }, key: string): Promise<boolean> {
    const said = (text: string) => (text.trim() === '' ? null : text.trim());
    const added = await this.asking.ask(NEW, 'accountAdd', {
      name: said(about.name),
      keyId: about.keyId.trim(),
      issuer: said(about.issuer),
      key,
    });
    if (added !== null) this.added = added;
    await this.refresh();
    return added !== null;
  }

  /** It is gone at once, and comes back with the reason where it could not be removed. */
  async remove(account: Account): Promise<boolean> {
    const before = this.list;
    this.list = before?.filter(({ keyId }) => keyId !== account.keyId) ?? null;
    const removed = await this.asking.ask(account.keyId, 'accountRemove', { name: account.keyId });
    if (removed === null) this.list = before;
    else if (this.added?.keyId === account.keyId) this.added = null;
    await this.refresh();
    return removed !== null;
  }
}
