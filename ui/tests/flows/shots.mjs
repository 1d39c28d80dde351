// Pictures of every view into ui/shots (not committed): `npm run shots [parts of names, with commas]`.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { onStage, scrollTo } from './stage.mjs';
import { VIEWS } from './views.mjs';

const folder = fileURLToPath(new URL('../../shots/', import.meta.url));
mkdirSync(folder, { recursive: true });
const wanted = (process.argv[2] ?? '').split(',');

await onStage(async (open) => {
  for (const view of VIEWS.filter(({ name }) => wanted.some((part) => name.includes(part)))) {
    const page = await open(view.state, view.options);
    await view.act?.(page);
    await page.screenshot({ path: `${folder}${view.name}.png`, animations: 'disabled' });
    await page.context().close();
  }
  if (wanted.includes('') || wanted.includes('moments')) await moments(open);
});

/** What only a reader's own doing brings up. */
async function moments(open) {
  for (const colorScheme of ['light', 'dark']) {
    const hovered = await open('feed', { colorScheme });
    await hovered.getByText('Approved for testing').hover();
    await hovered.screenshot({ path: `${folder}hover-${colorScheme}.png`, animations: 'disabled' });
    await hovered.context().close();

    const scrolled = await open('many', { colorScheme });
    await scrollTo(scrolled, 700);
    await scrolled.evaluate(() => globalThis.fake.arrive(3));
    await scrolled.getByRole('button', { name: '3 new' }).waitFor();
    await scrolled.screenshot({ path: `${folder}pill-${colorScheme}.png`, animations: 'disabled' });
    await scrolled.context().close();

    const keys = await open('refusing', { colorScheme });
    await keys.keyboard.press('j');
    await keys.keyboard.press('j');
    await keys.keyboard.press('e');
    await keys.getByRole('alert').waitFor();
    await keys.screenshot({ path: `${folder}keys-refused-${colorScheme}.png`, animations: 'disabled' });
    await keys.context().close();
  }
}
