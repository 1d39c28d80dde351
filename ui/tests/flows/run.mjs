// The panel as a person uses it, in a real browser, and every view before axe. `npm test` runs it.
import AxeBuilder from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { engine } from './engine.mjs';
import { shipped } from './shipped.mjs';
import { beforeReal, onStage } from './stage.mjs';
import { FLOWS, HARD, VIEWS } from './views.mjs';

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
}

/** Plays a flow, and holds every page that it opened to a silent console. */
async function silently(open, flow) {
  const pages = [];
  await flow(async (...how) => {
    const page = await open(...how);
    pages.push(page);
    return page;
  });
  for (const page of pages) assert.deepEqual(page.complaints, [], 'the console stays silent');
  // The pages go before their engine does, which they would complain of.
  for (const page of pages) await page.context().close();
}

async function really(browser, url, flow) {
  const real = await engine();
  try {
    await silently(beforeReal(browser, url, real), (open) => flow(open, real));
  } finally {
    await real.end();
  }
}

// `node tests/flows/run.mjs NAME` runs only what has NAME in it; several with commas.
const wanted = (process.argv[2] ?? '').split(',');
// Two pages at a time: as many as the smallest runner has cores.
const AT_ONCE = 2;

async function held(name, check) {
  const from = performance.now();
  try {
    await check();
    return { name, took: performance.now() - from };
  } catch (error) {
    console.error(`FAILED ${name}\n${error.message}\n`);
    return { name, took: performance.now() - from, failed: true };
  }
}

const each = (flows, play) => Object.entries(flows).map(([name, flow]) => [name, () => play(flow)]);

await onStage(async (open, browser, url) => {
  const checks = [
    ...each(FLOWS, (flow) => really(browser, url, flow)),
    ...each(HARD, (flow) => silently(open, flow)),
    ['what ships runs under its own policy', () => shipped(browser)],
    ...VIEWS.map((view) => [
      `axe: ${view.name}`,
      () => silently(open, (opening) => accessible(opening, view)),
    ]),
  ];
  const chosen = checks.filter(([name]) => wanted.some((part) => name.includes(part)));
  const queue = [...chosen];
  const results = [];
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results.push(await held(...next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const slowest = results.sort((one, other) => other.took - one.took).slice(0, 3);
  for (const { name, took } of slowest) console.log(`${(took / 1000).toFixed(1)} s  ${name}`);
  const failed = results.filter((one) => one.failed).length;
  console.log(`flows: ${chosen.length - failed} of ${chosen.length} passed`);
  process.exitCode = failed === 0 && chosen.length > 0 ? 0 : 1;
});
