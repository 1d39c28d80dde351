import type { Endpoint, Setup } from '../../wire.gen';

/** The steps that can be proven, in their order: with a key, which makes the webhooks, and by hand. */
export const WAYS = {
  key: ['banner', 'key', 'address', 'apps', 'ping'],
  hand: ['banner', 'endpoint', 'address', 'paste', 'ping'],
} as const;
export type Way = keyof typeof WAYS;
export type StepId = (typeof WAYS)[Way][number];

/** `told` is what the person says and nothing has proven yet. */
export type StepState = 'done' | 'told' | 'skipped' | 'todo';

/** What is there, of which the steps are made. */
export type Facts = {
  setup: Setup;
  /** By hand: the endpoint that the person goes on with. */
  endpoint: Endpoint | null;
  /** With a key: how many there are, and the endpoints whose webhook Apple has of us. */
  keys: number;
  made: readonly Endpoint[];
};

/** What only this page knows: it is forgotten with it, so that a return shows what is proven and no more. */
export type Page = { skipped: ReadonlySet<StepId>; pasted: boolean };

export type Progress = { id: StepId; state: StepState }[];

/** The way that what is there tells of: who has a key goes with it, who made endpoints without one by hand. */
export function wayOf(setup: Setup, keys: number, chosen: Way | null): Way {
  return chosen ?? (keys === 0 && setup.endpoints.length > 0 ? 'hand' : 'key');
}

/** How far each step of a way is. */
export function progress(way: Way, facts: Facts, page: Page): Progress {
  return WAYS[way].map((id) => ({ id, state: stateOf(id, way, facts, page) }));
}

function stateOf(id: StepId, way: Way, facts: Facts, page: Page): StepState {
  if (proven(id, way, facts)) return 'done';
  if (id === 'paste' && page.pasted) return 'told';
  // With a key there is nothing to sign a proof with before the first webhook is made.
  const early = way === 'key' && facts.setup.endpoints.length === 0;
  if (id === 'address' && early && facts.setup.publicUrl !== null) return 'told';
  return page.skipped.has(id) ? 'skipped' : 'todo';
}

function proven(id: StepId, way: Way, { setup, endpoint, keys, made }: Facts): boolean {
  switch (id) {
    case 'banner':
      return setup.bannerSeen;
    // Apple tried it before it was kept.
    case 'key':
      return keys > 0;
    case 'endpoint':
      return endpoint !== null;
    case 'address':
      return setup.publicUrl !== null && setup.proven !== null;
    case 'apps':
      return made.length > 0;
    // Nobody can see what stands in App Store Connect: its ping proves it.
    case 'paste':
    case 'ping':
      return way === 'key' ? made.length > 0 && made.every(pinged) : pinged(endpoint);
  }
}

/** Whether Apple's ping came under the secret that is in force now. */
export function pinged(endpoint: Endpoint | null): boolean {
  if (endpoint === null || endpoint.lastPing === null) return false;
  return endpoint.lastPing >= (endpoint.rotated ?? endpoint.created);
}

/** The step to open: the first that is neither proven, told nor skipped. */
export function next(steps: Progress): StepId | null {
  return steps.find(({ state }) => state === 'todo')?.id ?? null;
}

export function count(steps: Progress): number {
  return steps.filter(({ state }) => state === 'done').length;
}

/** The endpoint to go on with: the chosen one, else the newest that waits for its ping, else the newest. */
export function endpointOf(endpoints: Endpoint[], chosen: string | null): Endpoint | null {
  const newest = [...endpoints].reverse();
  return (
    endpoints.find(({ name }) => name === chosen) ??
    newest.find((endpoint) => !pinged(endpoint)) ??
    newest[0] ??
    null
  );
}
