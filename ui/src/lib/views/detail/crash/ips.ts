// Today's form: a line of JSON that names the app, then a document of JSON.
import { factsOf, type Crash, type Frame, type Thread } from './crash';
import { at, beyond, clipped, count, FRAMES, IMAGES, joined, list, text, THREADS } from './values';

type Image = { name: string; own: boolean };

/** Reads it; nothing where it has another form. */
export function readIps(log: string): Crash | null {
  const end = log.indexOf('\n');
  if (!log.trimStart().startsWith('{') || end === -1) return null;
  const head = parsed(log.slice(0, end));
  const body = parsed(log.slice(end + 1));
  if (!Array.isArray(at(body, 'threads')) && at(body, 'exception') === undefined) return null;
  const images = imagesOf(head, body);
  return { facts: factsIn(head, body), threads: threadsIn(body, images) };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function imagesOf(head: unknown, body: unknown): Image[] {
  const own = new Set([text(at(head, 'app_name')), text(at(body, 'procName'))].filter(Boolean));
  const bundle = bundleOf(text(at(body, 'procPath')));
  return list(at(body, 'usedImages'), IMAGES).map((image) => {
    const name = text(at(image, 'name'));
    const path = text(at(image, 'path'));
    return { name, own: own.has(name) || (bundle !== '' && path.startsWith(bundle)) };
  });
}

/** The folder of the app, with which the paths of its own libraries begin. */
function bundleOf(path: string): string {
  const end = path.lastIndexOf('.app/');
  return end === -1 ? '' : path.slice(0, end + '.app/'.length);
}

function factsIn(head: unknown, body: unknown) {
  const info = at(body, 'bundleInfo');
  const exception = at(body, 'exception');
  const version = text(at(head, 'app_version')) || text(at(info, 'CFBundleShortVersionString'));
  const build = text(at(head, 'build_version')) || text(at(info, 'CFBundleVersion'));
  const os = at(body, 'osVersion');
  return factsOf([
    ['app', text(at(head, 'app_name')) || text(at(body, 'procName'))],
    ['version', build === '' ? version : joined([version, `(${build})`], ' ')],
    [
      'os',
      text(at(head, 'os_version')) || joined([text(at(os, 'train')), bracketed(text(at(os, 'build')))], ' '),
    ],
    ['device', text(at(body, 'modelCode'))],
    ['time', text(at(body, 'captureTime')) || text(at(head, 'timestamp'))],
    ['exception', joined([text(at(exception, 'type')), bracketed(text(at(exception, 'signal')))], ' ')],
    ['reason', reasonIn(exception, body)],
    ['termination', terminationIn(at(body, 'termination'))],
    ['incident', text(at(head, 'incident_id')) || text(at(body, 'incident'))],
  ]);
}

const bracketed = (value: string) => (value === '' ? '' : `(${value})`);

function reasonIn(exception: unknown, body: unknown): string {
  const asi = at(body, 'asi');
  const told =
    typeof asi === 'object' && asi !== null
      ? Object.values(asi)
          .slice(0, 20)
          .flatMap((lines) => list(lines, 20).map(text))
      : [];
  const own = [text(at(exception, 'message')), text(at(exception, 'subtype'))];
  return clipped(joined([...new Set([...told, ...own])], ' · ')) || text(at(exception, 'codes'));
}

function terminationIn(termination: unknown): string {
  const reasons = [at(termination, 'reasons'), at(termination, 'details')].flatMap((lines) =>
    list(lines, 20).map(text),
  );
  const code = text(at(termination, 'code'));
  const named = joined([text(at(termination, 'namespace')), code], ' ');
  return clipped(joined([named, text(at(termination, 'indicator')), ...reasons], ' · '));
}

function threadsIn(body: unknown, images: Image[]): Thread[] {
  const faulting = count(at(body, 'faultingThread'));
  const all = list(at(body, 'threads'), THREADS);
  const triggered = all.some((thread) => at(thread, 'triggered') === true);
  const threads = all.map((thread, number): Thread => ({
    number,
    name: joined([text(at(thread, 'name')), text(at(thread, 'queue'))], ' · '),
    crashed: triggered ? at(thread, 'triggered') === true : number === faulting,
    ...framesIn(at(thread, 'frames'), images),
  }));
  const thrown = framesIn(at(body, 'lastExceptionBacktrace'), images);
  if (thrown.frames.length > 0) threads.unshift({ number: null, name: '', crashed: false, ...thrown });
  return threads;
}

function framesIn(frames: unknown, images: Image[]): Pick<Thread, 'frames' | 'more'> {
  return {
    frames: list(frames, FRAMES).map((frame) => frameOf(frame, images)),
    more: beyond(frames, FRAMES),
  };
}

function frameOf(frame: unknown, images: Image[]): Frame {
  const index = count(at(frame, 'imageIndex'));
  const image = (index === null ? undefined : images[index]) ?? { name: '', own: false };
  const file = text(at(frame, 'sourceFile'));
  const line = count(at(frame, 'sourceLine'));
  const symbol = text(at(frame, 'symbol'));
  const offset = symbol === '' ? at(frame, 'imageOffset') : at(frame, 'symbolLocation');
  const place =
    file !== '' ? joined([file, line === null ? '' : String(line)], ':') : (count(offset)?.toString() ?? '');
  return {
    image: image.name,
    symbol,
    place: file === '' && place !== '' ? `+ ${place}` : place,
    own: image.own,
  };
}
