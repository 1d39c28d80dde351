// The panel as a person uses it, in a real browser, and every view before axe. `npm test` runs it.
import AxeBuilder from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { checks as realChecks } from './real.mjs';
import { onStage } from './stage.mjs';
import { shipped } from './shipped.mjs';
import { FLOWS, VIEWS } from './views.mjs';

async function accessible(open, view) {
  const page = await open(view.state, view.options);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await view.act?.(page);
  await page.waitForTimeout(view.state === 'loading' ? 400 : 0);
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .analyze();
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
  assert.deepEqual(told, [], `axe on ${view.name}`);
  return page;
}

// `node tests/flows/run.mjs NAME` runs only what has NAME in it.
const wanted = process.argv[2] ?? '';
let failed = 0;
await onStage(async (open, browser, url) => {
  const checks = Object.entries(FLOWS);
  checks.push(['what ships runs under its own policy', () => shipped(browser)]);
  checks.push(...realChecks(browser, url));
  for (const view of VIEWS) checks.push([`axe: ${view.name}`, () => accessible(open, view)]);
  const chosen = checks.filter(([name]) => name.includes(wanted));
  for (const [name, check] of chosen) {
    try {
      const page = await check(open);
      assert.deepEqual(page.complaints, [], 'the console stays silent');
      await page.context().close();
    } catch (error) {
      failed += 1;
      console.error(`FAILED ${name}\n${error.message}\n`);
    }
  }
  console.log(`flows: ${chosen.length - failed} of ${chosen.length} passed`);
});
process.exitCode = failed === 0 ? 0 : 1;
