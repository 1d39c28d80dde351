// The older form: plain text, with a name before each value and threads one under the other.
import { factsOf, type Crash, type Frame, type Thread } from './crash';
import { clipped, FRAMES, joined, THREADS } from './values';

/** A line is read so far; what is longer is nobody's sentence. */
const LINE = 2_000;
const LINES = 200_000;

const NAMED = /^([A-Z][A-Za-z/ ]{1,40}):[ \t]*(.*)$/;
const THREAD = /^Thread (\d{1,6})( name| Crashed)?:{1,2}(.*)$/;
const INDEX = /^\d{1,6}(?=\s)/;
const ADDRESS = /\s0x[0-9a-fA-F]/;
const WHERE = /^(.*?) ?\(([^()]*:\d+)\)$/;

/** Where the reader stands. */
type Room = 'head' | 'thread' | 'thrown' | 'told' | 'images' | 'else';

/** Reads it; nothing where it has another form. */
export function readPlain(log: string): Crash | null {
  const told = new Map<string, string>();
  const threads = new Map<number, Thread>();
  const thrown: Thread = { number: null, name: '', crashed: false, frames: [], more: 0 };
  const special: string[] = [];
  const bundles: string[] = [];
  let room: Room = 'head';
  let open: Thread | null = null;

  for (const line of linesOf(log)) {
    const thread = THREAD.exec(line);
    if (thread) {
      [room, open] = ['thread', opened(threads, thread)];
    } else if (line.startsWith('Last Exception Backtrace:')) {
      [room, open] = ['thrown', thrown];
    } else if (line.startsWith('Application Specific Information:')) {
      room = 'told';
    } else if (line.startsWith('Binary Images:')) {
      room = 'images';
    } else if (line.trim() === '') {
      // A thread ends with an empty line; the head has some of its own.
      if (room !== 'head' && room !== 'images') room = 'else';
    } else if (room === 'thread' || room === 'thrown') {
      if (open) addFrame(open, line);
    } else if (room === 'told') {
      if (special.length < 20) special.push(clipped(line));
    } else if (room === 'images') {
      note(bundles, line);
    } else {
      const named = NAMED.exec(line);
      if (named?.[1] !== undefined && !told.has(named[1])) told.set(named[1], clipped(named[2] ?? ''));
    }
  }
  const known = told.has('Incident Identifier') || told.has('Exception Type');
  if (!known && (threads.size === 0 || ![...threads.values()].some(({ frames }) => frames.length > 0)))
    return null;

  const all = [...threads.values()];
  const triggered = Number.parseInt(/^\d+/.exec(told.get('Triggered by Thread') ?? '')?.[0] ?? '', 10);
  if (!all.some(({ crashed }) => crashed))
    for (const thread of all) thread.crashed = thread.number === triggered;
  if (thrown.frames.length > 0) all.unshift(thrown);
  claim(all, processOf(told), bundles);
  return { facts: factsIn(told, special), threads: all };
}

/** Its lines, each as far as it is read, without a copy of the whole. */
function* linesOf(log: string): Generator<string> {
  let from = 0;
  for (let number = 0; number < LINES && from < log.length; number++) {
    const end = log.indexOf('\n', from);
    const to = end === -1 ? log.length : end;
    yield log.slice(from, Math.min(to, from + LINE)).replace(/\r$/, '');
    from = to + 1;
  }
}

/** The thread that a line opens or names. */
function opened(threads: Map<number, Thread>, [, digits, what, rest]: RegExpExecArray): Thread | null {
  const number = Number(digits);
  const known = threads.get(number);
  if (!known && threads.size >= THREADS) return null;
  const thread = known ?? { number, name: '', crashed: false, frames: [], more: 0 };
  threads.set(number, thread);
  const name = clipped((rest ?? '').replace(/^:/, '').replace(/Dispatch queue:\s*/, ''));
  if (name !== '') thread.name = name;
  if (what === ' Crashed') thread.crashed = true;
  return thread;
}

function addFrame(thread: Thread, line: string): void {
  const frame = frameOf(line);
  if (frame === null) return;
  if (thread.frames.length < FRAMES) thread.frames.push(frame);
  else thread.more += 1;
}

/** `1   Tide Pools   0x0000000104a5475f TideTable.today() + 412 (TideTable.swift:31)` */
function frameOf(line: string): Frame | null {
  const index = INDEX.exec(line.trimStart());
  const address = line.search(ADDRESS);
  if (!index || address === -1) return null;
  const image = clipped(
    line.trimStart().slice(index[0].length, address - (line.length - line.trimStart().length)),
  );
  const after = line.slice(address + 1);
  const gap = after.search(/\s/);
  const said = gap === -1 ? '' : clipped(after.slice(gap));
  const where = said.endsWith(')') ? WHERE.exec(said) : null;
  const call = where?.[1] ?? said;
  const plus = call.lastIndexOf(' + ');
  const name = plus === -1 ? call : call.slice(0, plus);
  const offset = plus === -1 ? '' : call.slice(plus + 1);
  // Without a symbol stands the address where the image begins.
  const symbol = /^0x[0-9a-fA-F]+$/.test(name) ? '' : name;
  return { image, symbol, place: where?.[2] ?? offset, own: false };
}

/** The libraries that lie in an app's own folder. */
function note(bundles: string[], line: string): void {
  const path = line.indexOf(' /');
  if (path === -1 || bundles.length >= 4_000) return;
  if (line.includes('.app/', path)) bundles.push(line.slice(line.lastIndexOf('/') + 1).trim());
}

function processOf(told: ReadonlyMap<string, string>): string {
  return (told.get('Process') ?? '').replace(/ ?\[\d+\]$/, '');
}

function claim(threads: Thread[], process: string, bundles: string[]): void {
  const own = new Set([process, ...bundles].filter(Boolean));
  for (const { frames } of threads) for (const frame of frames) frame.own = own.has(frame.image);
}

function factsIn(told: ReadonlyMap<string, string>, special: string[]) {
  const said = (name: string) => told.get(name) ?? '';
  return factsOf([
    ['app', processOf(told)],
    ['version', said('Version')],
    ['os', said('OS Version')],
    ['device', said('Hardware Model')],
    ['time', said('Date/Time') || said('Date')],
    ['exception', said('Exception Type')],
    [
      'reason',
      clipped(joined([...special, said('Exception Message'), said('Exception Subtype')], ' · ')) ||
        said('Exception Codes'),
    ],
    ['termination', said('Termination Reason') || said('Termination Signal')],
    ['incident', said('Incident Identifier')],
  ]);
}
