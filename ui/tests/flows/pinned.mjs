// Rejections that still stand, above the feed; and their views.
import assert from 'node:assert/strict';
import { until } from './engine.mjs';
import { tooWide } from './setup.mjs';
import { scrollTo } from './stage.mjs';

const pins = (page) => page.getByRole('region', { name: 'Rejected, and not answered yet' });
const firstInView = (page) =>
  page.evaluate(() => {
    const row = [...document.querySelectorAll('[data-id]')].find(
      (one) => one.getBoundingClientRect().top > 250,
    );
    return { id: row.dataset.id, top: Math.round(row.getBoundingClientRect().top) };
  });
const topOf = (page, id) =>
  page.locator(`[data-id="${id}"]`).evaluate((row) => Math.round(row.getBoundingClientRect().top));

const FACTS = { 'app-name': 'Tideline', version: '3.2.0' };

export const flows = {
  async 'pinned: a rejection stands until the version goes on, or somebody dismisses it'(open, real) {
    await real.ask('endpointAdd', { name: 'Tideline', appId: '6446048195' });
    const send = (sample, more = {}) =>
      real.control('deliver', { sample, endpoint: 'Tideline', facts: FACTS, ...more });
    const { instance } = await send('app-version-rejected');
    const page = await open();
    await pins(page).getByText('Tideline 3.2.0').waitFor();
    await pins(page)
      .getByText(/, day 1$/)
      .waitFor();
    await pins(page)
      .getByRole('button', { name: /^Open the submission/ })
      .click();
    const opened = async () => (await real.control('asked')).filter(({ openPage }) => openPage);
    await until(async () => (await opened()).length === 1, 'its page opens');
    await send('app-version-waiting-for-review', { instance });
    await pins(page).waitFor({ state: 'detached' });

    await send('app-version-rejected', { facts: { ...FACTS, version: '3.3.0' } });
    await pins(page).getByRole('button', { name: 'Dismiss: Tideline 3.3.0' }).click();
    await pins(page).waitFor({ state: 'detached' });
    await until(async () => (await real.ask('pinned')).length === 0, 'it is off in the engine too');
    assert.equal(await page.locator('[data-id]').count(), 3, 'its events stay');
  },
};

export const hard = {
  async 'pinned: a rejection stands above the feed with its day, and leads to its submission'(open) {
    const page = await open('pinned');
    await pins(page).getByText('Tideline 3.2.0').waitFor();
    await pins(page).getByText('Rejected, day 3').waitFor();
    await pins(page).getByText('Metadata rejected, day 10').waitFor();
    await pins(page).getByRole('button', { name: 'Open the submission: Tideline 3.2.0' }).focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await page.asked('openEvent'), [{ id: 'e20' }]);
    await page.keyboard.press('e');
    assert.deepEqual(await page.asked('setUnread'), [], 'a letter there means no row');
  },

  async 'pinned: the day changes at midnight where the person is'(open) {
    const page = await open('pinned');
    await pins(page).getByText('Rejected, day 3').waitFor();
    await page.clock.fastForward('13:10:00');
    await pins(page).getByText('Rejected, day 4').waitFor();
  },

  async 'pinned: it is dismissed, and comes back where that is refused'(open) {
    const page = await open('pinned');
    await pins(page).getByRole('button', { name: 'Dismiss: Tideline 3.2.0' }).focus();
    await page.keyboard.press('Enter');
    await pins(page).getByText('Tideline 3.2.0').waitFor({ state: 'hidden' });
    assert.deepEqual(await page.asked('unpin'), [{ id: 'e20' }]);
    assert.equal(
      await page.locator('main').evaluate((main) => main.contains(document.activeElement)),
      true,
      'the focus stays in the list',
    );
    await pins(page).getByRole('button', { name: 'Dismiss: Orchard 2.0' }).click();
    await pins(page).waitFor({ state: 'detached' });

    const other = await open('pinned-refusing');
    await pins(other).getByRole('button', { name: 'Dismiss: Tideline 3.2.0' }).click();
    await other.getByRole('alert').filter({ hasText: 'cannot be read or written' }).waitFor();
    await pins(other).getByText('Tideline 3.2.0').waitFor();
  },

  async 'pinned: what is read further down does not move when one comes or goes'(open) {
    const page = await open('pinned-many');
    await pins(page).waitFor();
    await scrollTo(page, 1400);
    const before = await firstInView(page);
    const tell = (list) =>
      page.evaluate((to) => {
        const { fake } = globalThis;
        globalThis.pinned ??= fake.answers.pinned();
        const all = globalThis.pinned;
        fake.answers.pinned = () => (to === 'none' ? [] : all);
        fake.tell({ type: 'feed' });
      }, list);
    await tell('none');
    await pins(page).waitFor({ state: 'detached' });
    assert.equal(await topOf(page, before.id), before.top, 'it goes, and nothing moves');
    await tell('all');
    await pins(page).waitFor({ state: 'attached' });
    assert.equal(await topOf(page, before.id), before.top, 'it comes, and nothing moves');
    await scrollTo(page, 0);
    await pins(page).getByText('day 3').waitFor();
  },

  async 'pinned: a search is for something else, and fits the narrowest panel'(open) {
    const page = await open('pinned-long', { width: 320, text: 200 });
    await pins(page).waitFor();
    assert.deepEqual(await tooWide(page), []);
    await page.getByRole('textbox', { name: 'Search events' }).fill('Rejected');
    await page.pass(400);
    await until(async () => (await pins(page).count()) === 0, 'who searches sees what was found');
  },
};

export const views = [
  { name: 'pinned-light', state: 'pinned', options: {} },
  { name: 'pinned-dark', state: 'pinned', options: { colorScheme: 'dark' } },
  { name: 'pinned-320', state: 'pinned-long', options: { width: 320 } },
  { name: 'pinned-text-200', state: 'pinned', options: { width: 320, text: 200, colorScheme: 'dark' } },
];
