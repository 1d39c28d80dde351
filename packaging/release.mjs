// Completes a folder of bundles to a release: `node packaging/release.mjs FOLDER VERSION OWNER/REPOSITORY`.
// Writes latest.json for the updater, the package managers' manifests filled in, and SHA256SUMS over all.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, version, repository] = process.argv.slice(2);
if (!folder || !version || !repository) throw new Error('release.mjs FOLDER VERSION OWNER/REPOSITORY');
const here = import.meta.dirname;
const files = () => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);

/** The one bundle of a kind: two would mean that a wrong one could be published. */
const only = (end) => {
  const found = files().filter((name) => name.endsWith(end));
  if (found.length !== 1) throw new Error(`one *${end} is wanted in ${folder}; there are ${found.length}`);
  return found[0];
};
const sum = (name) => createHash('sha256').update(readFileSync(join(folder, name))).digest('hex');
// As GitHub names an uploaded file.
const url = (name) => `https://github.com/${repository}/releases/download/v${version}/${name.replaceAll(' ', '.')}`;

const update = (end) => {
  const name = only(end);
  return { url: url(name), signature: readFileSync(join(folder, `${name}.sig`), 'utf8').trim() };
};
const mac = update('.app.tar.gz');
const latest = {
  version,
  pub_date: new Date().toISOString(),
  platforms: {
    'darwin-aarch64': mac,
    'darwin-x86_64': mac,
    'windows-x86_64': update('-setup.exe'),
    'linux-x86_64': update('.AppImage'),
    'linux-x86_64-deb': update('.deb'),
    'linux-x86_64-rpm': update('.rpm'),
  },
};
writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(latest, null, 2)}\n`);

const values = { VERSION: version, REPOSITORY: repository };
for (const [kind, end] of [['DMG', '.dmg'], ['NSIS', '-setup.exe'], ['DEB', '.deb']]) {
  values[kind] = only(end);
  values[`SHA256_${kind}`] = sum(values[kind]);
}
for (const manager of ['homebrew', 'winget', 'flathub']) {
  for (const name of readdirSync(join(here, manager))) {
    const text = readFileSync(join(here, manager, name), 'utf8').replace(/@([A-Z0-9_]+)@/g, (_, key) => {
      if (!(key in values)) throw new Error(`${manager}/${name} asks for ${key}, which nobody knows`);
      return values[key];
    });
    writeFileSync(join(folder, name), text);
  }
}

const names = files().filter((name) => name !== 'SHA256SUMS').sort();
writeFileSync(join(folder, 'SHA256SUMS'), names.map((name) => `${sum(name)}  ${name}\n`).join(''));
