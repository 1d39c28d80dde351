import type { Host, Name, Reply, Request } from '../../host';
import { inTurn } from '../../turn';
import { asWireError } from '../../wire-error';
import type { AddedEndpoint, Endpoint, WireError } from '../../wire.gen';

/** The endpoints, and the one secret that was made while this page stands. */
export class Endpoints {
  list = $state.raw<Endpoint[] | null>(null);
  error = $state.raw<WireError | null>(null);
  /** What was refused last, at which endpoint; null is the one that was to be added. */
  refused = $state.raw<{ at: string | null; error: WireError } | null>(null);
  busy = $state(false);
  added = $state.raw<AddedEndpoint | null>(null);

  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  refresh = inTurn(async () => {
    try {
      this.list = await this.#host.ask('endpointList', {});
      this.error = null;
    } catch (thrown) {
      this.error = asWireError(thrown);
    }
  });

  async add(name: string, appId: string | null): Promise<boolean> {
    return this.#keep(await this.#ask(null, 'endpointAdd', { name, appId }));
  }

  async rotate({ id, name }: Endpoint): Promise<boolean> {
    return this.#keep(await this.#ask(id, 'endpointRotate', { name }));
  }

  /** The new name shows at once and is taken back when it is refused. */
  async rename(endpoint: Endpoint, newName: string, appId: string | null): Promise<boolean> {
    const { id, name } = endpoint;
    this.#put({ ...endpoint, name: newName, appId });
    const renamed = await this.#ask(id, 'endpointRename', { name, newName, appId });
    if (renamed === null) this.#put(endpoint);
    else if (this.added?.name === name) this.added = { ...this.added, name: newName };
    await this.refresh();
    return renamed !== null;
  }

  async remove(endpoint: Endpoint): Promise<boolean> {
    const before = this.list;
    this.list = before?.filter(({ id }) => id !== endpoint.id) ?? null;
    const removed = await this.#ask(endpoint.id, 'endpointRemove', { name: endpoint.name });
    if (removed === null) this.list = before;
    await this.refresh();
    return removed !== null;
  }

  why(at: string | null): WireError | null {
    return this.refused !== null && this.refused.at === at ? this.refused.error : null;
  }

  #put(endpoint: Endpoint): void {
    this.list = this.list?.map((one) => (one.id === endpoint.id ? endpoint : one)) ?? null;
  }

  async #keep(added: AddedEndpoint | null): Promise<boolean> {
    if (added !== null) this.added = added;
    await this.refresh();
    return added !== null;
  }

  async #ask<N extends Name>(at: string | null, command: N, request: Request<N>): Promise<Reply<N> | null> {
    this.busy = true;
    this.refused = null;
    try {
      return await this.#host.ask(command, request);
    } catch (thrown) {
      this.refused = { at, error: asWireError(thrown) };
      return null;
    } finally {
      this.busy = false;
    }
  }
}
