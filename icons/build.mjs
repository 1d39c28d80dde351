// Draws every picture in this folder from src/*.svg: `node icons/build.mjs` (needs rsvg-convert).
// `--sheet FILE` also draws a contact sheet to judge the tray states by (needs ImageMagick).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'shipbell-icons-'));
const STATES = ['listening', 'attention', 'paused', 'problem', 'offline'];
// Ink for a light bar, ink for a dark bar. The template is pure black: macOS colours it itself.
const INK = { light: '#1d1c1a', dark: '#fbfaf7' };

// Around light ink, where nobody says whether the bar is light or dark.
const EDGE = `<filter id="edge" filterUnits="userSpaceOnUse" x="-4" y="-4" width="30" height="30">
  <feMorphology in="SourceAlpha" operator="dilate" radius="0.7" result="grown"/>
  <feFlood flood-color="${INK.light}" flood-opacity="0.9"/><feComposite in2="grown" operator="in" result="edge"/>
  <feMerge><feMergeNode in="edge"/><feMergeNode in="SourceGraphic"/></feMerge></filter>`;

/** One PNG of `size` pixels; `crop` narrows the viewBox, `ink` is what currentColor means, `edged` draws a dark edge. */
function draw(source, size, { ink = '#000', crop, edged = false } = {}) {
  let svg = readFileSync(join(here, 'src', source), 'utf8').replaceAll('currentColor', ink);
  if (edged) svg = svg.replace(/(<svg[^>]*>)([^]*)<\/svg>/, `$1${EDGE}<g filter="url(#edge)">$2</g></svg>`);
  if (crop) svg = svg.replace(/viewBox="[^"]*"/, `viewBox="${crop}"`);
  const file = join(scratch, 'in.svg');
  writeFileSync(file, svg);
  return execFileSync('rsvg-convert', ['-w', String(size), '-h', String(size), file]);
}

/** Small sizes get the drawing with fewer lines and no margin. */
const app = (size) => draw(size <= 48 ? 'app-small.svg' : 'app.svg', size);
/** Windows and Linux fill their tile: the margin that macOS wants is cut off. */
const tile = (size) => (size <= 48 ? app(size) : draw('app.svg', size, { crop: '92 92 840 840' }));

function icns(parts) {
  const chunks = parts.map(([type, png]) => Buffer.concat([Buffer.from(type, 'latin1'), uint32(png.length + 8), png]));
  const body = Buffer.concat(chunks);
  return Buffer.concat([Buffer.from('icns', 'latin1'), uint32(body.length + 8), body]);
}

function ico(pngs) {
  const head = Buffer.alloc(6 + 16 * pngs.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pngs.length, 4);
  let offset = head.length;
  pngs.forEach(([size, png], index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at); // 256 is written as 0
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pngs.map(([, png]) => png)]);
}

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const write = (name, bytes) => writeFileSync(join(here, name), bytes);

write('32x32.png', tile(32));
write('128x128.png', tile(128));
write('128x128@2x.png', tile(256));
write('icon.png', app(1024));
write('icon.ico', ico([32, 16, 24, 48, 64, 256].map((size) => [size, tile(size)])));
write(
  'icon.icns',
  icns([
    ['icp4', app(16)],
    ['icp5', app(32)],
    ['ic11', app(32)],
    ['icp6', app(64)],
    ['ic12', app(64)],
    ['ic07', app(128)],
    ['ic13', app(256)],
    ['ic08', app(256)],
    ['ic14', app(512)],
    ['ic09', app(512)],
    ['ic10', app(1024)],
  ]),
);

// macOS and Linux keep air around the drawing (22 units); at 16 px Windows has none to give (19 units).
const TIGHT = '1.5 1.5 19 19';
for (const state of STATES) {
  const source = `tray-${state}.svg`;
  write(`tray-${state}.png`, draw(source, 44));
  write(`tray-${state}-any.png`, draw(source, 44, { ink: INK.dark, edged: true, crop: '-0.5 -0.5 23 23' }));
  for (const [bar, ink] of Object.entries(INK)) {
    write(`tray-${state}-${bar}.png`, draw(source, 44, { ink }));
    write(`tray-${state}-${bar}-32.png`, draw(source, 32, { ink, crop: TIGHT }));
  }
}

const sheet = process.argv[process.argv.indexOf('--sheet') + 1];
if (process.argv.includes('--sheet')) contactSheet(sheet);
rmSync(scratch, { recursive: true });

/** Every state at 16 and 22 px as a bar would show it, and the same pixels four times as large. */
function contactSheet(file) {
  const rows = Object.entries({ light: '#ecebe8', dark: '#1f2023' }).flatMap(([bar, colour]) =>
    [[16, '-32'], [22, '']].map(([size, suffix]) => {
      const row = join(scratch, `row-${bar}-${size}.png`);
      const cells = STATES.map((state) => join(here, `tray-${state}-${bar}${suffix}.png`));
      const small = ['(', ...cells, '-resize', `${size}x${size}`, '-background', colour, '-gravity', 'center', '-extent', '40x40', '+append', ')'];
      const large = ['(', ...cells, '-resize', `${size}x${size}`, '-background', colour, '-gravity', 'center', '-extent', '26x26', '-filter', 'point', '-resize', '500%', '+append', ')'];
      execFileSync('convert', ['-background', colour, ...small, ...large, '-gravity', 'west', '+append', row]);
      return row;
    }),
  );
  for (const colour of ['#ecebe8', '#1f2023', '#8a8f98']) {
    const row = join(scratch, `row-any-${colour.slice(1)}.png`);
    const cells = STATES.map((state) => join(here, `tray-${state}-any.png`));
    execFileSync('convert', ['(', ...cells, '-resize', '22x22', '-background', colour, '-gravity', 'center', '-extent', '26x26', '-filter', 'point', '-resize', '500%', '+append', ')', row]);
    rows.push(row);
  }
  execFileSync('convert', [...rows, '-append', file]);
}
