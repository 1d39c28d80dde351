// The feed as a person uses it, and its views.
import assert from 'node:assert/strict';
import { scrollTo } from './stage.mjs';

const asked = (page, command) =>
  page.evaluate((name) => globalThis.fake.asked.filter((one) => one.command === name), command);
const focused = (page) => page.evaluate(() => document.activeElement.dataset.id);
const topOf = (page, id) =>
  page.locator(`[data-id="${id}"]`).evaluate((row) => row.getBoundingClientRect().top);
const ids = (page) => page.locator('[data-id]').evaluateAll((rows) => rows.map((row) => row.dataset.id));
const search = (page, text) => page.getByRole('textbox', { name: 'Search events' }).fill(text);

export const flows = {
  async 'scrolling pages to the end, each page once'(open) {
    const page = await open('many');
    const seen = new Set();
    assert.equal((await asked(page, 'feedPage')).length, 1, 'the first picture costs one page');
    for (let step = 0; step < 40 && !(await page.getByText('No older events').isVisible()); step++) {
      for (const id of await ids(page)) seen.add(id);
      await page.locator('main').evaluate((main) => main.scrollBy(0, 1200));
      await page.clock.runFor(50);
      await page.waitForTimeout(30);
    }
    for (const id of await ids(page)) seen.add(id);
    assert.equal(seen.size, 230, 'every event comes by');
    assert.deepEqual(
      (await asked(page, 'feedPage')).map(({ request }) => request.before),
      [null, 'c-m181', 'c-m131', 'c-m81', 'c-m31'],
      'keyset paging asks from where it stands',
    );
    return page;
  },

  async 'twenty thousand events stay as few rows as a hundred'(open) {
    const page = await open('crowd');
    for (let step = 0; step < 60; step++) {
      await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
      await page.clock.runFor(20);
      await page.waitForTimeout(12);
    }
    const deep = (await asked(page, 'feedPage')).length;
    assert.ok(deep > 30, `scrolled through ${deep} pages`);
    assert.ok((await ids(page)).length <= 250, 'rows out of sight are not drawn');
    const kept = await page.evaluate(() => document.querySelectorAll('section').length);
    assert.ok(kept < 200);
    // A day in the middle has its heading, and the way back to the top shows the newest again.
    await page.locator('main').evaluate((main) => main.scrollBy(0, -40_000));
    await page.waitForTimeout(150);
    const heading = await page.evaluate(() => {
      const main = document.querySelector('main').getBoundingClientRect();
      const over = document.elementsFromPoint(main.left + 60, main.top + 14).find((one) => one.closest('h2'));
      return over?.closest('h2').textContent ?? null;
    });
    const row = await page.evaluate(() => {
      const main = document.querySelector('main').getBoundingClientRect();
      return document
        .elementFromPoint(main.left + 120, main.top + 70)
        ?.closest('[data-id]')
        ?.querySelector('time').dateTime;
    });
    const day = new Date(row).toLocaleDateString('en-GB', {
      day: 'numeric',
      month: 'long',
      timeZone: 'Europe/Berlin',
    });
    assert.ok(heading?.includes(day), `the heading says ${heading}, the row is of ${day}`);
    await page.keyboard.press('j');
    await page.keyboard.press('Home');
    await page.waitForFunction(() => document.activeElement.dataset.id === 'm20000');
    return page;
  },

  async 'the focus survives that its row goes out of sight'(open) {
    const page = await open('crowd');
    for (let step = 0; step < 5; step++) await page.keyboard.press('j');
    const id = await focused(page);
    for (let step = 0; step < 20; step++) {
      await page.locator('main').evaluate((main) => main.scrollBy(0, 2000));
      await page.waitForTimeout(15);
    }
    assert.equal(await page.locator(`[data-id="${id}"]`).count(), 0, 'the row is far away');
    assert.equal(
      await page.evaluate(() => document.activeElement.tagName),
      'MAIN',
      'the list keeps the focus',
    );
    await page.keyboard.press('j');
    assert.ok(await focused(page), 'a key goes on with a row in sight');
    return page;
  },

  async 'what arrives while scrolled waits behind the pill'(open) {
    const page = await open('many');
    await scrollTo(page, 700);
    const before = await topOf(page, 'm216');
    await page.evaluate(() => globalThis.fake.arrive(3));
    const pill = page.getByRole('button', { name: '3 new events' });
    await pill.waitFor();
    assert.equal(await topOf(page, 'm216'), before, 'nothing moves under the eye');
    await pill.click();
    await page.waitForFunction(() => document.activeElement.dataset.id === 'n233');
    assert.equal(await page.locator('main').evaluate((main) => main.scrollTop), 0);
    assert.equal((await ids(page))[0], 'n233');
    return page;
  },

  async 'what arrives while a row lower down has the focus, or during a search, waits as well'(open) {
    const page = await open('feed');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const before = await topOf(page, 'e20b');
    await page.evaluate(() => globalThis.fake.arrive(1));
    await page.getByRole('button', { name: '1 new event' }).waitFor();
    assert.equal(await topOf(page, 'e20b'), before, 'the focused row stays where it is');
    await search(page, 'tideline');
    await page.waitForFunction(() => document.querySelectorAll('mark').length > 0);
    const rows = await ids(page);
    await page.evaluate(() => globalThis.fake.arrive(1));
    await page.getByRole('button', { name: '1 new event' }).waitFor();
    assert.deepEqual(await ids(page), rows, 'the results hold still');
    return page;
  },

  async 'the keyboard alone reads, marks, opens and closes'(open) {
    const page = await open('feed');
    for (const key of ['j', 'j', 'e', 'k', 'Enter', 'End', 'Home']) await page.keyboard.press(key);
    await page.waitForFunction(() => document.activeElement.dataset.id === 'e20');
    await page.keyboard.press('Escape');
    const all = await page.evaluate(() => globalThis.fake.asked.map(({ command }) => command));
    const done = all.filter((one) => !['feedPage', 'feedFacets', 'status'].includes(one));
    assert.deepEqual(done, ['ready', 'setUnread', 'openEvent', 'hide']);
    return page;
  },

  async 'search marks what it found, says where, and Esc clears before it closes'(open) {
    const page = await open('feed');
    await page.keyboard.press('/');
    await page.keyboard.type('feRNwáy crash');
    await page.waitForFunction(() => document.querySelectorAll('[data-id]').length === 1);
    assert.deepEqual(
      await page.locator('mark').allTextContents(),
      ['Crash', 'Fernway'],
      'case and accents fold',
    );
    await search(page, 'apple-e18');
    await page.getByText('Match in the body').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelectorAll('[data-id]').length > 5);
    assert.equal((await asked(page, 'hide')).length, 0, 'the first Esc only clears');
    await page.keyboard.press('Escape');
    assert.equal((await asked(page, 'hide')).length, 1, 'the second closes');
    return page;
  },

  async 'typing never waits: the latest question wins and nothing flickers'(open) {
    const page = await open('feed');
    await page.evaluate(() => {
      const { feedPage } = globalThis.fake.answers;
      globalThis.fake.answers.feedPage = async (request) => {
        await new Promise((done) => globalThis.late.push(done));
        return feedPage(request);
      };
      globalThis.late = [];
    });
    const field = page.getByRole('textbox', { name: 'Search events' });
    await field.pressSequentially('crash');
    assert.equal(await field.inputValue(), 'crash', 'the letters stand at once');
    assert.ok((await ids(page)).length > 5, 'what was there stays until there is an answer');
    assert.equal(await page.evaluate(() => globalThis.late.length), 1, 'one question at a time');
    await page.evaluate(() => globalThis.late.shift()());
    await page.waitForFunction(() => globalThis.late.length === 1);
    await page.evaluate(() => globalThis.late.shift()());
    await page.waitForFunction(() => document.querySelectorAll('[data-id]').length === 1);
    const searched = (await asked(page, 'feedPage')).map(({ request }) => request.filter.search);
    assert.deepEqual(searched.slice(-2), ['c', 'crash'], 'the questions in between are never asked');
    return page;
  },

  async 'filters are kept, and a filter that leaves nothing has a way out'(open) {
    const page = await open('feed');
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('button', { name: 'Crash feedback' }).click();
    await page.getByRole('button', { name: 'Samples' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'No match' }).waitFor();
    await page.reload();
    await page.clock.runFor(1000);
    await page.getByRole('heading', { name: 'No match' }).waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.waitForFunction(() => document.querySelectorAll('[data-id]').length > 5);
    await page.keyboard.press('Control+2');
    await page.waitForFunction(() => document.querySelectorAll('[data-id]').length === 3);
    return page;
  },

  async 'a row that was marked stays where it is although the filter no longer means it'(open) {
    const page = await open('feed');
    await page.getByRole('button', { name: 'Unread 3' }).click();
    await page.waitForFunction(() => document.querySelectorAll('[data-id]').length === 3);
    await page.locator('[data-id="e19"]').focus();
    await page.keyboard.press('e');
    await page.getByRole('button', { name: 'Unread 2' }).waitFor();
    await page.waitForTimeout(50);
    assert.deepEqual(await ids(page), ['e20', 'e19', 'e18'], 'nothing vanishes under the eye');
    assert.equal(await focused(page), 'e19');
    return page;
  },

  async 'each row action says what it did, and undo takes it back'(open) {
    const page = await open('feed');
    await page.evaluate(
      () => (globalThis.fake.answers.eventDetail = () => ({ copies: { json: '{"a":1}' } })),
    );
    const told = (text) => page.getByText(text, { exact: false }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await told('Marked as read');
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Unread 3' }).waitFor();
    await page.keyboard.press('m');
    await told('no longer rings');
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.deepEqual(
      (await asked(page, 'setLevel')).map(({ request }) => request),
      [{ channel: 'Releases', key: 'app-version.REJECTED', level: null }],
    );
    await page.locator('[data-id="e20"]').focus();
    await page.keyboard.press('r');
    await told('Rang in');
    await page.keyboard.press('c');
    await told('Copied as JSON');
    assert.deepEqual(
      (await asked(page, 'copy')).map(({ request }) => request),
      [{ text: '{"a":1}' }],
    );
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await told('3 events marked as read');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Unread 3' }).waitFor();
    return page;
  },

  async 'a refusal is told and taken back'(open) {
    const page = await open('refusing');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('That did not work and was taken back').waitFor();
    await page.getByRole('button', { name: 'Unread 3' }).waitFor();
    return page;
  },

  async 'the row menu has everything, by pointer and by keys'(open) {
    const page = await open('feed');
    await page.locator('[data-id="e19"]').click({ button: 'right' });
    await page.getByRole('menuitem').first().waitFor();
    const items = await page.getByRole('menuitem').allTextContents();
    assert.equal(items.length, 6, `the menu has ${items}`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Unread 2' }).waitFor();
    assert.equal(await page.getByRole('menuitem').count(), 0, 'it closes');
    assert.equal(await focused(page), 'e19', 'the focus is back at its row');
    return page;
  },

  async 'details and back: the focus returns to the row one came from'(open) {
    const page = await open('many');
    for (let step = 0; step < 14; step++) await page.keyboard.press('j');
    const id = await focused(page);
    const before = await topOf(page, id);
    await page.keyboard.press('Space');
    await page.waitForFunction(() => document.querySelector('.over h1, .over main'));
    await page.getByRole('button', { name: 'Back' }).first().click();
    await page.waitForFunction((row) => document.activeElement.dataset.id === row, id);
    assert.equal(await topOf(page, id), before, 'and it stands where it stood');
    return page;
  },

  async 'the pause begins and ends in the header'(open) {
    const page = await open('feed');
    await page.getByRole('button', { name: 'Pause banners' }).click();
    await page.getByRole('menuitem', { name: '1 hour' }).click();
    await page.getByRole('heading', { name: /Banners are paused until/ }).waitFor();
    await page.locator('header').getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Pause banners' }).waitFor();
    await page.getByRole('button', { name: 'Keep open' }).click();
    await page.waitForFunction(() => globalThis.fake.asked.some(({ command }) => command === 'pin'));
    return page;
  },

  async 'the menu and its keys lead to every view'(open) {
    const page = await open('feed');
    for (const [name, view] of [
      ['Templates', 'templates'],
      ['Settings', 'settings'],
      ['Set-up', 'setup'],
    ]) {
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('menuitem', { name }).click();
      await page.waitForFunction(() => document.querySelector('.over h1'));
      assert.ok(await page.locator('.over').isVisible(), view);
      await page.getByRole('button', { name: 'Back' }).first().click();
      await page.waitForFunction(() => document.querySelector('.over') === null);
    }
    await page.keyboard.press('Control+,');
    await page.waitForFunction(() => document.querySelector('.over h1'));
    return page;
  },

  async 'the keys are listed by ?'(open) {
    const page = await open('feed');
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.equal((await asked(page, 'hide')).length, 0, 'Esc closes the dialog only');
    return page;
  },

  async 'whoever has no endpoint begins in the set-up'(open) {
    const page = await open('first');
    await page.waitForFunction(() => document.querySelector('.over h1'));
    const settled = await open('no-endpoint');
    await settled.getByRole('button', { name: 'Begin the set-up' }).click();
    await settled.waitForFunction(() => document.querySelector('.over h1'));
    await settled.context().close();
    return page;
  },

  async 'what was chosen for the looks holds from the first picture'(open) {
    const page = await open('worn');
    const looks = () =>
      page.evaluate(() => {
        const { style, dataset } = document.documentElement;
        return [style.colorScheme, style.fontSize, dataset.density];
      });
    assert.deepEqual(await looks(), ['dark', '120%', 'compact']);
    await page.evaluate(() => {
      const { fake } = globalThis;
      fake.status = {
        ...fake.status,
        appearance: { theme: 'system', density: 'comfortable', textSize: 100 },
      };
      fake.tell({ type: 'settings' });
    });
    await page.waitForFunction(() => document.documentElement.dataset.density === 'comfortable');
    assert.deepEqual(await looks(), ['', '', 'comfortable'], 'and changes at once');
    return page;
  },

  async 'whatever stands in a payload stays text'(open) {
    const page = await open('hostile');
    await search(page, 'script');
    await page.waitForFunction(() => document.querySelectorAll('mark').length > 0);
    await search(page, '');
    await page.waitForFunction(() => document.querySelectorAll('[data-id]').length === 5);
    await page.locator('[data-id="h5"]').click({ button: 'right' });
    await page.waitForTimeout(100);
    const found = await page.evaluate(() => ({
      harmed: globalThis.harmed ?? null,
      made: document.querySelectorAll(
        '#panel script, #panel img, #panel iframe, #panel b, #panel a[href^="javascript"]',
      ).length,
      wide: [...document.querySelectorAll('main, [data-id]')].filter(
        (one) => one.scrollWidth > one.clientWidth + 1,
      ).length,
      isolated: [...document.querySelectorAll('.what, .subject')].every(
        (one) => one.querySelector('bdi') !== null,
      ),
    }));
    assert.deepEqual(found, { harmed: null, made: 0, wide: 0, isolated: true });
    return page;
  },

  async 'who hears the panel hears what it is'(open) {
    const page = await open('feed');
    const tree = await page.locator('#panel').ariaSnapshot();
    for (const part of [
      '- banner:',
      '- heading "Listening" [level=1]',
      '- search:',
      '- textbox "Search events"',
      '- group "Filters":',
      '- button "All" [pressed]',
      '- main "Events":',
      '- heading "Today" [level=2]',
      /button "Unread\. Bad news: Rejected 4 min Tideline 3\.2\.0/,
      '- button "Mark all as read"',
    ]) {
      const there = part instanceof RegExp ? part.test(tree) : tree.includes(part);
      assert.ok(there, `the accessibility tree lacks ${part}:\n${tree.slice(0, 1500)}`);
    }
    const live = await page.locator('[role=status]').count();
    assert.ok(live >= 3, 'arrivals, search and what was done have live regions');
    await page.locator('main').evaluate((main) => main.scrollTo(0, 300));
    await page.waitForTimeout(50);
    await page.evaluate(() => globalThis.fake.arrive(1));
    await page.locator('[role=status]', { hasText: '1 new event' }).waitFor({ state: 'attached' });
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
      [...document.querySelectorAll('main, header, footer, [data-id], .bar, .search, .chips')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1)
        .map((one) => one.className || one.tagName),
    );
    assert.deepEqual(over, []);
    return page;
  },
};

const STATES = [
  'feed',
  'long',
  'no-endpoint',
  'empty',
  'quiet',
  'unproven',
  'denied',
  'settings-bad',
  'hostile',
  'starting',
  'loading',
  'paused',
  'paused-open',
  'keychain-locked',
  'port-taken',
  'cannot-store',
  'quarantined',
  'two-problems',
  'stopped',
  'error',
  'damaged',
];

// Hard states are drawn once; what is seen every day in light and dark.
const DAILY = ['feed', 'empty', 'no-endpoint', 'paused'];

const plain = STATES.flatMap((state) =>
  (DAILY.includes(state) ? ['light', 'dark'] : [STATES.indexOf(state) % 2 ? 'dark' : 'light']).map(
    (colorScheme) => ({
      name: `${state}-${colorScheme}`,
      state,
      options: { colorScheme },
    }),
  ),
);

export const views = [
  ...plain,
  { name: 'feed-contrast-light', state: 'feed', options: { contrast: 'more', colorScheme: 'light' } },
  { name: 'feed-contrast-dark', state: 'feed', options: { contrast: 'more', colorScheme: 'dark' } },
  { name: 'feed-text-200', state: 'feed', options: { text: 200 } },
  { name: 'paused-text-200-narrow', state: 'paused', options: { text: 200, width: 320 } },
  { name: 'owner', state: 'feed', options: { view: 'owner' } },
  { name: 'worn', state: 'worn', options: {} },
  { name: 'feed-320', state: 'feed', options: { width: 320 } },
  { name: 'long-320', state: 'long', options: { width: 320, colorScheme: 'dark' } },
  { name: 'feed-900', state: 'feed', options: { width: 900 } },
];
