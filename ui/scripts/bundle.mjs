// What ships: builds it and fails when the fake host is in it, when it reaches out, or when it has grown too large.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const LIMIT = 40_000;
const root = fileURLToPath(new URL('..', import.meta.url));
const { output } = await build({ root, mode: 'production', logLevel: 'warn' });

const files = readdirSync(`${root}dist`, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => ({
    name: entry.name,
    text: readFileSync(`${entry.parentPath ?? entry.path}/${entry.name}`, 'utf8'),
  }));
const scripts = files.filter(({ name }) => name.endsWith('.js'));

// What the feed needs: the entry and what it imports at once. A view that loads when it is opened is weighed for itself.
const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
const weighed = (names) => [...names].reduce((sum, name) => sum + gzipSync(chunks.get(name).code).length, 0);
const atOnce = (name, met = new Set()) => {
  if (met.has(name)) return met;
  met.add(name);
  for (const next of chunks.get(name).imports) atOnce(next, met);
  return met;
};
const page = files.find(({ name }) => name === 'index.html').text;
const needed = new Set();
for (const [, name] of page.matchAll(/<script[^>]+src="\.\/([^"]+)"/g)) atOnce(name, needed);
const size = weighed(needed);
const views = [...chunks.values()].filter(({ isDynamicEntry }) => isDynamicEntry);
if (needed.size === 0) throw new Error('The page loads no script: the weight cannot be told.');

const complaints = [
  ...scripts
    .filter(({ text }) => /Fernway|fakeHost|\?fake=/.test(text))
    .map(({ name }) => `${name} holds the fake host`),
  ...files
    .filter(({ text }) => /__FAKE__/.test(text))
    .map(({ name }) => `${name} still asks for the fake host`),
  ...files
    .filter(({ name, text }) => name.endsWith('.html') && /<script(?![^>]*\ssrc=)|\son\w+=|<style/.test(text))
    .map(({ name }) => `${name} has something inline, which the content security policy refuses`),
];
for (const view of ['Detail', 'Templates', 'Setup', 'Settings']) {
  if (!views.some(({ name }) => name === view))
    complaints.push(`${view} must load when it is opened, not before`);
}
if (size > LIMIT) complaints.push(`what the feed needs weighs ${size} bytes gzipped; the limit is ${LIMIT}`);
if (complaints.length > 0) {
  console.error(complaints.join('\n'));
  process.exit(1);
}
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
console.log(`bundle: the feed needs ${kB(size)} of scripts, gzipped`);
for (const view of views) {
  const more = [...atOnce(view.fileName)].filter((name) => !needed.has(name));
  console.log(`  ${view.name}: ${kB(weighed(more))} more`);
}
