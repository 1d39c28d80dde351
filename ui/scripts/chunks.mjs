// Which scripts the build makes: all that the first picture needs in one. Many small ones weigh more, gzipped, and each costs a request.
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** A namer of chunks: what the page's entry imports at once is `feed`; the rest is left to the bundler. */
export function feedChunk() {
  let needed = null;
  return (id, context) => {
    needed ??= reachable(ENTRY, context);
    return needed.has(id) ? 'feed' : null;
  };
}

function reachable(id, context, met = new Set()) {
  if (met.has(id)) return met;
  met.add(id);
  for (const next of context.getModuleInfo(id)?.importedIds ?? []) reachable(next, context, met);
  return met;
}
