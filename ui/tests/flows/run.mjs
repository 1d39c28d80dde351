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
// Two pages at a time: as many as the smallest runner has cores.
const AT_ONCE = 2;

async function held(open, name, check) {
  const from = performance.now();
  try {
    const page = await check(open);
    assert.deepEqual(page.complaints, [], 'the console stays silent');
    await page.context().close();
    return { name, took: performance.now() - from };
  } catch (error) {
    console.error(`FAILED ${name}\n${error.message}\n`);
    return { name, took: performance.now() - from, failed: true };
  }
}

await onStage(async (open, browser, url) => {
  const checks = Object.entries(FLOWS);
  checks.push(['what ships runs under its own policy', () => shipped(browser)]);
  checks.push(...realChecks(browser, url));
  for (const view of VIEWS) checks.push([`axe: ${view.name}`, () => accessible(open, view)]);
  const chosen = checks.filter(([name]) => name.includes(wanted));
  const queue = [...chosen];
  const results = [];
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results.push(await held(open, ...next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const slowest = results.sort((one, other) => other.took - one.took).slice(0, 3);
  for (const { name, took } of slowest) console.log(`${(took / 1000).toFixed(1)} s  ${name}`);
  const failed = results.filter((one) => one.failed).length;
  console.log(`flows: ${chosen.length - failed} of ${chosen.length} passed`);
  process.exitCode = failed === 0 && chosen.length > 0 ? 0 : 1;
});
