// The feed as a person uses it, and its views.
import assert from 'node:assert/strict';
import { scrollTo } from './stage.mjs';

export const flows = {
  async 'scrolling pages to the end, each page once'(open) {
    const page = await open('many');
    const asked = () =>
      page.evaluate(() => globalThis.fake.asked.filter(({ command }) => command === 'feedPage'));
    assert.equal((await asked()).length, 1, 'the first picture costs one page');
    for (let step = 0; step < 40 && !(await page.getByText('No older events').isVisible()); step++) {
      await page.locator('main').evaluate((main) => main.scrollBy(0, 1200));
      await page.clock.runFor(50);
      await page.waitForTimeout(30);
    }
    assert.equal(await page.locator('[data-id]').count(), 230);
    assert.deepEqual(
      (await asked()).map(({ request }) => request.before),
      [null, 'c-m181', 'c-m131', 'c-m81', 'c-m31'],
      'keyset paging asks from where it stands',
    );
    return page;
  },

  async 'what arrives while scrolled waits behind the pill'(open) {
    const page = await open('many');
    await scrollTo(page, 700);
    const seen = () => page.locator('[data-id="m216"]').evaluate((row) => row.getBoundingClientRect().top);
    const before = await seen();
    await page.evaluate(() => globalThis.fake.arrive(3));
    const pill = page.getByRole('button', { name: '3 new events' });
    await pill.waitFor();
    assert.equal(await seen(), before, 'nothing moves under the eye');
    await pill.click();
    assert.equal(await page.locator('main').evaluate((main) => main.scrollTop), 0);
    assert.equal(await page.locator('[data-id]').first().getAttribute('data-id'), 'n233');
    assert.equal(
      await page.evaluate(() => document.activeElement.dataset.id),
      'n233',
      'the focus goes along',
    );
    return page;
  },

  async 'the keyboard alone reads, marks, opens and closes'(open) {
    const page = await open('feed');
    for (const key of ['j', 'j', 'e', 'k', 'Enter', 'End', 'Home', 'Escape']) await page.keyboard.press(key);
    const asked = await page.evaluate(() =>
      globalThis.fake.asked
        .map(({ command }) => command)
        .filter((one) => !['feedPage', 'status'].includes(one)),
    );
    assert.deepEqual(asked, ['ready', 'setUnread', 'openEvent', 'hide']);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.id), 'e20');
    return page;
  },

  async 'relative times go on by themselves'(open) {
    const page = await open('feed');
    const time = page.locator('[data-id="e20"] time');
    assert.equal(await time.textContent(), '4 min');
    await page.clock.fastForward('02:00');
    await page.waitForFunction(() => document.querySelector('[data-id="e20"] time').textContent === '6 min');
    return page;
  },

  async 'nothing is wider than the narrowest panel, also with text twice as large'(open) {
    const page = await open('long', { width: 320, text: 200 });
    const over = await page.evaluate(() =>
      [...document.querySelectorAll('main, header, footer, .row, .bar')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1)
        .map((one) => one.className || one.tagName),
    );
    assert.deepEqual(over, []);
    return page;
  },
};

const STATES = [
  'feed',
  'many',
  'long',
  'first',
  'empty',
  'starting',
  'loading',
  'paused',
  'paused-open',
  'keychain-locked',
  'keychain-absent',
  'port-taken',
  'cannot-store',
  'quarantined',
  'two-problems',
  'stopped',
  'error',
];

const plain = STATES.flatMap((state) =>
  ['light', 'dark'].map((colorScheme) => ({
    name: `${state}-${colorScheme}`,
    state,
    options: { colorScheme },
  })),
);

export const views = [
  ...plain,
  { name: 'feed-contrast-light', state: 'feed', options: { contrast: 'more', colorScheme: 'light' } },
  { name: 'feed-contrast-dark', state: 'feed', options: { contrast: 'more', colorScheme: 'dark' } },
  { name: 'feed-text-200', state: 'feed', options: { text: 200 } },
  { name: 'paused-text-200-narrow', state: 'paused', options: { text: 200, width: 320 } },
  { name: 'first-text-200', state: 'first', options: { text: 200 } },
  { name: 'feed-320', state: 'feed', options: { width: 320 } },
  { name: 'long-320', state: 'long', options: { width: 320, colorScheme: 'dark' } },
  { name: 'feed-900', state: 'feed', options: { width: 900 } },
];
