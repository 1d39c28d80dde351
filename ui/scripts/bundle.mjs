// What ships: builds it and fails when the fake host is in it, when it reaches out, or when it has grown too large.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const LIMIT = 40_000;
const root = fileURLToPath(new URL('..', import.meta.url));
await build({ root, mode: 'production', logLevel: 'warn' });

const files = readdirSync(`${root}dist`, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => ({
    name: entry.name,
    text: readFileSync(`${entry.parentPath ?? entry.path}/${entry.name}`, 'utf8'),
  }));
const scripts = files.filter(({ name }) => name.endsWith('.js'));
const size = scripts.reduce((sum, { text }) => sum + gzipSync(text).length, 0);

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
if (size > LIMIT) complaints.push(`the scripts weigh ${size} bytes gzipped; the limit is ${LIMIT}`);
if (complaints.length > 0) {
  console.error(complaints.join('\n'));
  process.exit(1);
}
console.log(`bundle: ${(size / 1000).toFixed(1)} kB of scripts, gzipped`);
