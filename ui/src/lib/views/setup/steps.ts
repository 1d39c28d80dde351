import type { Endpoint, Setup } from '../../wire.gen';

/** The steps that can be proven, in their order. */
export const STEPS = ['banner', 'endpoint', 'address', 'paste', 'ping'] as const;
export type StepId = (typeof STEPS)[number];

/** `told` is what the person says and nothing has proven yet. */
export type StepState = 'done' | 'told' | 'skipped' | 'todo';

/** What only this page knows: it is forgotten with it, so that a return shows what is proven and no more. */
export type Page = { skipped: ReadonlySet<StepId>; pasted: boolean };

export type Progress = { id: StepId; state: StepState }[];

/** How far each step is, for the endpoint that the person goes on with. */
export function progress(setup: Setup, endpoint: Endpoint | null, page: Page): Progress {
  return STEPS.map((id) => ({ id, state: stateOf(id, setup, endpoint, page) }));
}

function stateOf(id: StepId, setup: Setup, endpoint: Endpoint | null, page: Page): StepState {
  if (proven(id, setup, endpoint)) return 'done';
  if (id === 'paste' && page.pasted) return 'told';
  return page.skipped.has(id) ? 'skipped' : 'todo';
}

function proven(id: StepId, setup: Setup, endpoint: Endpoint | null): boolean {
  switch (id) {
    case 'banner':
      return setup.bannerSeen;
    case 'endpoint':
      return endpoint !== null;
    case 'address':
      return setup.publicUrl !== null && setup.proven !== null;
    // Nobody can see what stands in App Store Connect: its ping proves it.
    case 'paste':
    case 'ping':
      return pinged(endpoint);
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
