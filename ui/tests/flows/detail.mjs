// One event, whole: as a person reads it, and its views.
import assert from 'node:assert/strict';

const asked = (page, command) =>
  page.evaluate(
    (name) => globalThis.fake.asked.filter((one) => one.command === name).map((one) => one.request),
    command,
  );
const heading = (page) => page.getByRole('heading', { level: 1 }).textContent();

export const flows = {
  async 'detail: says what happened, how it is known, and what rang'(open) {
    const page = await open('feed', { view: 'event/e20' });
    for (const text of [
      'In Review for 41 min',
      /^Verified over \d+ bytes$/,
      /It came 2 times, last 10:50/,
      /^Rang 10:4\d:\d\d, 180 ms after it arrived$/,
      /^Waits until 12:18$/,
    ])
      await page.getByText(text).waitFor();
    await page.goto(page.url().replace('e20', 'e18'));
    await page.reload();
    await page.getByText('Recovered, no signature').waitFor();
    return page;
  },

  async 'detail: the keys walk, copy, open, mark and go back'(open) {
    const page = await open('feed', { view: 'event/e20' });
    await page.getByText('In Review for 41 min').waitFor();
    // Past the two earlier states of the same version.
    for (const heading of ['In review', 'Waiting for review', 'Screenshot feedback']) {
      await page.keyboard.press('j');
      await page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
    }
    for (const heading of ['Waiting for review', 'In review', 'Rejected']) {
      await page.keyboard.press('k');
      await page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
    }
    await page.getByText('In Review for 41 min').waitFor();
    await page.keyboard.press('c');
    await page.getByText('Copied').waitFor();
    const [copied] = await asked(page, 'copy');
    assert.equal(JSON.parse(copied.text).data.attributes.newValue, 'REJECTED', 'c copies the body');
    await page.keyboard.press('Enter');
    assert.deepEqual(await asked(page, 'openEvent'), [{ id: 'e20' }]);
    await page.keyboard.press('e');
    await page.getByText('Marked as unread').waitFor();
    assert.deepEqual((await asked(page, 'setUnread')).at(-1), { ids: ['e20'], unread: true });
    await page.keyboard.press('Escape');
    await page.locator('[data-id="e20"]').waitFor();
    return page;
  },

  async 'detail: replay shows what would be said now, and rings it again'(open) {
    const page = await open('feed', { view: 'event/e20' });
    await page.getByText('In Review for 41 min').waitFor();
    await page.keyboard.press('r');
    const added = page.locator('ins').filter({ hasText: 'Waited 4 h 12 min.' });
    await added.waitFor();
    assert.ok(await added.isVisible(), 'what changed is brought into sight');
    await page.getByText('The same words as then').waitFor();
    await page.getByText(/perhaps `upper` was meant/).waitFor();
    assert.deepEqual(await asked(page, 'replay'), [{ id: 'e20', ring: false }], 'looking rings nothing');
    await page.getByRole('button', { name: 'Ring it again' }).click();
    await page.getByText('It rang again').waitFor();
    assert.deepEqual((await asked(page, 'replay')).at(-1), { id: 'e20', ring: true });
    return page;
  },

  async 'detail: each form is copied from the menu, by keys alone'(open) {
    const page = await open('feed', { view: 'event/e20' });
    await page.getByRole('button', { name: 'Copy', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.getByText('Copied').waitFor();
    assert.match((await asked(page, 'copy'))[0].text, /^curl /);
    assert.equal(await page.getByRole('menu').count(), 0, 'the menu closes');
    await page.getByRole('button', { name: 'Copy version' }).click();
    assert.deepEqual((await asked(page, 'copy')).at(-1), { text: '3.2.0' });
    return page;
  },

  async 'detail: a mebibyte opens at once and is shown whole on request'(open) {
    const page = await open('huge', { view: 'event/e20' });
    const more = page.getByRole('button', { name: /^Show all/ });
    await more.waitFor();
    const shown = () =>
      page.getByRole('group', { name: 'Body', exact: true }).evaluate((body) => body.textContent.length);
    assert.ok((await shown()) <= 8 * 1024, 'the first part only');
    const start = Date.now();
    await more.click();
    await page.waitForFunction(
      () => document.querySelector('[role="group"][aria-label="Body"]').textContent.length > 900_000,
    );
    await page.getByRole('button', { name: 'Copy', exact: true }).click({ timeout: 2000 });
    assert.ok(Date.now() - start < 3000, `the panel answers again after ${Date.now() - start} ms`);
    return page;
  },

  async 'detail: what a stranger wrote stays text and inside'(open) {
    const page = await open('long', { view: 'event/l1', width: 320, text: 200 });
    await page.getByText('<b onclick="alert(1)">bold</b>').waitFor();
    assert.equal(await page.locator('main b, main script, main img').count(), 0, 'text, not elements');
    const over = await page.evaluate(() =>
      [...document.querySelectorAll('main, header, footer, article, article *')]
        .filter((one) => !one.closest('svg, .unseen') && one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => one.className || one.tagName),
    );
    assert.deepEqual(over, [], 'nothing is wider than the narrowest panel');
    return page;
  },

  async 'detail: an event that retention removed says so and leads back'(open) {
    const page = await open('feed', { view: 'event/none' });
    await page.getByText('This event is no longer kept').waitFor();
    await page.getByRole('button', { name: 'All events' }).click();
    await page.locator('[data-id="e20"]').waitFor();
    assert.ok(await heading(page));
    return page;
  },
};

const of = (name, state, id, options = {}) =>
  ['light', 'dark'].map((colorScheme) => ({
    name: `detail-${name}-${colorScheme}`,
    state,
    options: { colorScheme, view: `event/${id}`, ...options },
  }));

export const views = [
  ...of('rejected', 'feed', 'e20'),
  { name: 'detail-whole', state: 'feed', options: { view: 'event/e20', height: 1900 } },
  { name: 'detail-wide', state: 'feed', options: { view: 'event/e17', width: 900, colorScheme: 'dark' } },
  { name: 'detail-recovered', state: 'feed', options: { view: 'event/e18', height: 1300 } },
  { name: 'detail-sample', state: 'feed', options: { view: 'event/e12', height: 1300 } },
  {
    name: 'detail-unreadable',
    state: 'feed',
    options: { view: 'event/e11', height: 1200, colorScheme: 'dark' },
  },
  { name: 'detail-conflict', state: 'feed', options: { view: 'event/e14' } },
  { name: 'detail-hostile-320', state: 'long', options: { view: 'event/l2', width: 320, height: 1800 } },
  { name: 'detail-text-200', state: 'feed', options: { view: 'event/e20', text: 200, height: 900 } },
  { name: 'detail-contrast', state: 'feed', options: { view: 'event/e20', contrast: 'more' } },
  { name: 'detail-loading', state: 'detail-loading', options: { view: 'event/e20' } },
  { name: 'detail-failed', state: 'detail-failed', options: { view: 'event/e20' } },
  { name: 'detail-gone', state: 'feed', options: { view: 'event/none' } },
];
