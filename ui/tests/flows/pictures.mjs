// The pictures of README and guide: `cargo xtask shots` runs this with the folder they belong into.
import { mkdirSync } from 'node:fs';
import { onStage } from './stage.mjs';
import { VIEWS } from './views.mjs';

/** Each picture's name, and the view (see `views.mjs`) that it shows, light and dark. */
const PICTURES = {
  panel: 'feed',
  detail: 'detail-rejected',
  templates: 'templates-editor',
  'set-up': 'setup-key-apps',
  settings: 'settings-levels',
};

const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder that the pictures belong into.');
mkdirSync(folder, { recursive: true });

const wanted = Object.entries(PICTURES).flatMap(([name, shown]) =>
  ['light', 'dark'].map((scheme) => ({
    file: `${folder}/${name}-${scheme}.png`,
    shown: `${shown}-${scheme}`,
    view: VIEWS.find((view) => view.name === `${shown}-${scheme}`),
  })),
);
const missing = wanted.filter(({ view }) => view === undefined).map(({ shown }) => shown);
if (missing.length > 0) throw new Error(`There is no view named ${missing.join(', ')}.`);

await onStage(async (open) => {
  for (const { file, view } of wanted) {
    const page = await open(view.state, view.options);
    await view.act?.(page);
    await page.screenshot({ path: file, animations: 'disabled' });
    await page.context().close();
  }
});
console.log(`${wanted.length} pictures in ${folder}`);
