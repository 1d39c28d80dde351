// Writes src/lib/words.gen.ts: the ids of the catalogue's messages as a type, so that a missing one does not compile.
// `--check` writes nothing and fails when the file is out of date.
import { readFileSync, writeFileSync } from 'node:fs';

// The files src/lib/words.ts and the views carry into the panel; the others speak elsewhere.
const FILES = [
  'panel',
  'feed',
  'tray',
  'errors',
  'app',
  'detail',
  'templates',
  'setup',
  'settings',
  'apple',
  'tunnel',
  'doctor',
];
const target = new URL('../src/lib/words.gen.ts', import.meta.url);

const ids = FILES.flatMap(idsOf).sort();
const twice = ids.filter((id, index) => ids[index - 1] === id);
if (twice.length > 0) fail(`The catalogue says these twice: ${twice.join(', ')}`);

const text = [
  '// Written by `npm run words` from crates/words/locales/en. Not edited by hand.',
  'export type MessageId =',
  ...ids.map((id, index) => `  | '${id}'${index === ids.length - 1 ? ';' : ''}`),
  '',
].join('\n');

if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) fail('words.gen.ts is out of date: run `npm run words`.');

function idsOf(file) {
  const source = readFileSync(new URL(`../../crates/words/locales/en/${file}.ftl`, import.meta.url), 'utf8');
  return [...source.matchAll(/^([a-zA-Z][\w-]*)[ ]*=/gm)].map((match) => match[1]);
}

function fail(why) {
  console.error(why);
  process.exit(1);
}
