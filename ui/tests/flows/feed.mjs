// The feed as a person uses it, and its views.
import assert from 'node:assert/strict';
import { until } from './engine.mjs';
import { scrollTo } from './stage.mjs';

const focused = (page) => page.evaluate(() => document.activeElement.dataset.id);
const topOf = (page, id) =>
  page.locator(`[data-id="${id}"]`).evaluate((row) => row.getBoundingClientRect().top);
const ids = (page) => page.locator('[data-id]').evaluateAll((rows) => rows.map((row) => row.dataset.id));
const search = (page, text) => page.getByRole('textbox', { name: 'Search events' }).fill(text);
const rowsAre = (page, count) =>
  page.waitForFunction((all) => document.querySelectorAll('[data-id]').length === all, count);

const ALL = { search: null, app: null, kind: null, channel: null, unread: false, provenance: null };
const newest = async (real, limit = 50) =>
  (await real.ask('feedPage', { before: null, limit, filter: ALL })).events;
const unread = async (real) => (await real.ask('status')).unread;
const REJECTED = { sample: 'app-version-rejected', endpoint: 'Tideline' };
const of = (version) => ({ ...REJECTED, facts: { 'app-name': 'Tideline', version } });

export const flows = {
  async 'scrolling pages to the end, each page once'(open) {
    const page = await open({ past: 230 });
    const seen = new Set();
    const [first] = await page.asked('feedPage');
    assert.equal(first.limit, 16, 'nobody waits for rows that are not in view');
    for (let step = 0; step < 60 && !(await page.getByText('No older events').isVisible()); step++) {
      for (const id of await ids(page)) seen.add(id);
      await page.locator('main').evaluate((main) => main.scrollBy(0, 1200));
      await page.waitForTimeout(50);
    }
    for (const id of await ids(page)) seen.add(id);
    assert.equal(seen.size, 230, 'every event comes by');
    const from = (await page.asked('feedPage')).map(({ before }) => before);
    assert.equal(from.length, 6, 'keyset paging asks from where it stands');
    assert.equal(new Set(from).size, 6, 'and for no page twice');
  },

  async 'the focus survives that its row goes out of sight'(open) {
    const page = await open({ past: 600 });
    for (let step = 0; step < 5; step++) await page.keyboard.press('j');
    const id = await focused(page);
    for (let step = 0; step < 20; step++) {
      await page.locator('main').evaluate((main) => main.scrollBy(0, 2000));
      await page.waitForTimeout(30);
    }
    assert.equal(await page.locator(`[data-id="${id}"]`).count(), 0, 'the row is far away');
    assert.equal(
      await page.evaluate(() => document.activeElement.tagName),
      'MAIN',
      'the list keeps the focus',
    );
    await page.keyboard.press('j');
    assert.ok(await focused(page), 'a key goes on with a row in sight');
  },

  async 'who reads on from event to event comes by each, far beyond what the feed shows'(open, real) {
    const page = await open({ past: 340 });
    const all = (await newest(real, 200)).map(({ id }) => id);
    const last = (await real.ask('feedPage', { before: null, limit: 200, filter: ALL })).next;
    all.push(
      ...(await real.ask('feedPage', { before: last, limit: 200, filter: ALL })).events.map(({ id }) => id),
    );
    await page.keyboard.press('j');
    await page.keyboard.press('Space');
    const shown = async () => (await page.asked('eventDetail')).at(-1)?.id;
    const next = page.getByRole('button', { name: 'Next event', disabled: false });
    for (const [at, id] of all.slice(0, 280).entries()) {
      await until(async () => (await shown()) === id, `event ${at + 1} is shown`);
      await next.waitFor();
      await page.keyboard.press('j');
    }
    const asked = (await page.asked('feedPage')).length;
    assert.ok(asked < 20, `each page is read once or twice: ${asked} questions`);
  },

  async 'a delivery appears while the panel is open'(open, real) {
    const page = await open({ past: 12 });
    const [before] = await ids(page);
    const { status } = await real.control('deliver', REJECTED);
    assert.equal(status, 200, 'the door takes what is signed');
    await page.waitForFunction((id) => document.querySelector('[data-id]').dataset.id !== id, before);
    assert.match(await page.locator('[data-id]').first().textContent(), /Rejected/);
    await page.getByRole('button', { name: 'Unread 1' }).waitFor();
  },

  async 'what arrives while scrolled waits behind the pill'(open, real) {
    const page = await open({ past: 60 });
    const row = (await ids(page))[14];
    await scrollTo(page, 700);
    const before = await topOf(page, row);
    for (let times = 0; times < 3; times++) await real.control('deliver', REJECTED);
    const pill = page.getByRole('button', { name: '3 new events' });
    await pill.waitFor();
    assert.equal(await topOf(page, row), before, 'nothing moves under the eye');
    await pill.click();
    const [first] = await newest(real);
    await page.waitForFunction((id) => document.activeElement.dataset.id === id, first.id);
    assert.equal(await page.locator('main').evaluate((main) => main.scrollTop), 0);
    assert.equal((await ids(page))[0], first.id);
  },

  async 'what arrives while a row lower down has the focus, or during a search, waits as well'(open, real) {
    const page = await open({ past: 12 });
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const row = await focused(page);
    const before = await topOf(page, row);
    await real.control('deliver', REJECTED);
    await page.getByRole('button', { name: '1 new event' }).waitFor();
    assert.equal(await topOf(page, row), before, 'the focused row stays where it is');
    await search(page, 'tideline');
    await page.waitForFunction(() => document.querySelectorAll('mark').length > 0);
    const rows = await ids(page);
    await real.control('deliver', REJECTED);
    await page.getByRole('button', { name: '1 new event' }).waitFor();
    assert.deepEqual(await ids(page), rows, 'the results hold still');
  },

  async 'the keyboard alone reads, marks, opens and closes'(open, real) {
    const page = await open({ past: 12 });
    const [first, second] = await ids(page);
    for (const key of ['j', 'j', 'e', 'k', 'e', 'Enter', 'End', 'Home']) await page.keyboard.press(key);
    await page.waitForFunction((id) => document.activeElement.dataset.id === id, first);
    await page.keyboard.press('Escape');
    // The page needs a look into the feed first, so that a busy engine may hide the panel before it opens the page.
    const asked = () => real.control('asked');
    await until(async () => (await asked()).length > 1, 'Enter opens its page, and Esc closes the panel');
    const all = await asked();
    const [opened] = all.flatMap(({ openPage }) => openPage ?? []);
    assert.match(opened, /^https:\/\/appstoreconnect\.apple\.com\//, 'Enter opens its page');
    assert.deepEqual(
      all.filter((one) => !one.openPage),
      ['hidePanel'],
      'and nothing else is asked of the desktop',
    );
    // What was opened is read a moment after its page was asked for.
    const marks = async () => (await newest(real, 2)).map((one) => `${one.id} ${one.unread}`).join(', ');
    const wanted = `${first} false, ${second} true`;
    await until(async () => (await marks()) === wanted, `${wanted} in the feed`);
  },

  async 'search marks what it found, says where, and Esc clears before it closes'(open, real) {
    const page = await open({ past: 60 });
    await page.keyboard.press('/');
    await page.keyboard.type('feRNwáy crash');
    await rowsAre(page, 1);
    assert.deepEqual(
      await page.locator('mark').allTextContents(),
      ['Crash', 'Fernway'],
      'case and accents fold',
    );
    await search(page, 'appStoreVersionAppVersionStateUpdated');
    await page.getByText('Match in the body').first().waitFor();
    await search(page, 'qqqqnowhere');
    await page.getByRole('heading', { name: 'No match' }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelectorAll('[data-id]').length > 5);
    assert.deepEqual(await real.control('asked'), [], 'the first Esc only clears');
    await page.keyboard.press('Escape');
    await until(async () => (await real.control('asked')).includes('hidePanel'), 'the second closes');
  },

  async 'filters are kept, and a filter that leaves nothing has a way out'(open, real) {
    const channel = (name, endpoint) => ({
      name,
      endpoints: [endpoint],
      kinds: [],
      condition: null,
      levels: {},
      templates: {},
    });
    await real.ask('putChannel', { name: 'default', channel: channel('Releases', 'Tideline') });
    await real.ask('putChannel', { name: null, channel: channel('TestFlight', 'Fernway') });
    const page = await open({ past: 60 });
    await real.ask('sendSample', { name: 'app-version-rejected', endpoint: 'Tideline' });
    await page.getByRole('button', { name: 'Unread 1' }).waitFor();
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('button', { name: 'Crash feedback' }).click();
    await page.getByRole('button', { name: 'Filters, 1 in force' }).waitFor();
    await page.getByRole('button', { name: 'Samples' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'No match' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'No match' }).waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.waitForFunction(() => document.querySelectorAll('[data-id]').length > 5);
    const { events } = await real.ask('feedPage', {
      before: null,
      limit: 50,
      filter: { ...ALL, channel: 'TestFlight' },
    });
    assert.ok(events.length > 0, 'something rang in it');
    await page.keyboard.press('Control+2');
    await rowsAre(page, events.length);
  },

  async 'a row that was marked stays where it is although the filter no longer means it'(open, real) {
    const page = await open({ past: 12 });
    for (const version of ['1', '2', '3']) await real.control('deliver', of(version));
    await page.getByRole('button', { name: 'Unread 3' }).click();
    await rowsAre(page, 3);
    const rows = await ids(page);
    await page.locator(`[data-id="${rows[1]}"]`).focus();
    await page.keyboard.press('e');
    await page.getByRole('button', { name: 'Unread 2' }).waitFor();
    await page.waitForTimeout(50);
    assert.deepEqual(await ids(page), rows, 'nothing vanishes under the eye');
    assert.equal(await focused(page), rows[1]);
    assert.equal(await unread(real), 2, 'and the engine has kept it');
  },

  async 'each row action says what it did, and undo takes it back'(open, real) {
    const page = await open({ past: 12 });
    for (const version of ['1', '2', '3']) await real.control('deliver', of(version));
    await page.getByRole('button', { name: 'Unread 3' }).waitFor();
    const told = (text) => page.getByText(text, { exact: false }).first().waitFor();
    const count = (count, why) => until(async () => (await unread(real)) === count, why);
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await told('Marked as read');
    await count(2, 'marked in the engine');
    await page.keyboard.press('Control+z');
    await count(3, 'taken back in the engine');

    const silent = /app-version-rejected\s*=\s*"passive"/;
    await page.keyboard.press('m');
    await told('no longer rings');
    assert.match(real.settings(), silent, 'the file says so');
    await page.getByRole('button', { name: 'Undo' }).click();
    await until(() => !silent.test(real.settings()), 'and no longer after undo');

    const banners = async () =>
      (await real.control('banners')).filter(({ title }) => /3: Rejected/.test(title));
    await until(async () => (await banners()).length === 1, 'it rang when it came');
    await page.locator('[data-id]').first().focus();
    await page.keyboard.press('r');
    await told('Rang in');
    await until(async () => (await banners()).length === 2, 'a replay rings');
    await page.keyboard.press('c');
    await told('Copied as JSON');
    const [copied] = (await real.control('asked')).flatMap(({ copy }) => copy ?? []);
    assert.equal(JSON.parse(copied).data.attributes.newValue, 'REJECTED');

    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await told('3 events marked as read');
    await count(0, 'all read in the engine');
    await page.getByRole('button', { name: 'Undo' }).click();
    await count(3, 'and those three unread again');
  },

  async 'the row menu has everything, by pointer and by keys'(open, real) {
    const page = await open({ past: 12 });
    const row = (await ids(page))[1];
    await page.locator(`[data-id="${row}"]`).click({ button: 'right' });
    await page.getByRole('menuitem').first().waitFor();
    const items = await page.getByRole('menuitem').allTextContents();
    assert.equal(items.length, 6, `the menu has ${items}`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Unread 1' }).waitFor();
    assert.equal(await page.getByRole('menuitem').count(), 0, 'it closes');
    assert.equal(await focused(page), row, 'the focus is back at its row');
    await until(async () => (await newest(real))[1].unread, 'the engine has it as unread');
  },

  async 'details and back: the focus returns to the row one came from'(open) {
    const page = await open({ past: 60 });
    for (let step = 0; step < 14; step++) await page.keyboard.press('j');
    const id = await focused(page);
    const before = await topOf(page, id);
    await page.keyboard.press('Space');
    await page.waitForFunction(() => document.querySelector('.over')?.textContent.includes('"data"'));
    await page.getByRole('button', { name: 'Back' }).first().click();
    await page.waitForFunction((row) => document.activeElement.dataset.id === row, id);
    assert.equal(await topOf(page, id), before, 'and it stands where it stood');
  },

  async 'the pause begins and ends in the header'(open, real) {
    const page = await open({ past: 12 });
    await page.getByRole('button', { name: 'Pause banners' }).click();
    await page.getByRole('menuitem', { name: '1 hour' }).click();
    await page.getByRole('heading', { name: /Banners are paused until/ }).waitFor();
    assert.equal((await real.ask('status')).paused, true, 'in the engine too');
    await page.locator('header').getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Pause banners' }).waitFor();
    assert.equal((await real.ask('status')).paused, false);
    await page.getByRole('button', { name: 'Keep open' }).click();
    await until(
      async () => (await real.control('asked')).some(({ pin }) => pin),
      'the window is asked to stay',
    );
  },

  async 'the menu and its keys lead to every view'(open) {
    const page = await open({ past: 12 });
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
  },

  async 'the keys are listed by ?'(open, real) {
    const page = await open({ past: 12 });
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.deepEqual(await real.control('asked'), [], 'Esc closes the dialog only');
  },

  async 'whoever has no endpoint begins in the set-up'(open, real) {
    const page = await open();
    await page.getByRole('heading', { name: 'Hear your first bell' }).waitFor();
    await real.ask('setupStep', { step: 'over' });
    const settled = await open();
    await settled.getByRole('button', { name: 'Begin the set-up' }).click();
    await settled.waitForFunction(() => document.querySelector('.over h1'));
  },

  async 'what was chosen for the looks holds from the first picture'(open, real) {
    const choose = (name, value) => real.ask('changeSetting', { setting: { name, value } });
    await choose('theme', 'dark');
    await choose('density', 'compact');
    const page = await open({ past: 12, text: 120 });
    const looks = () =>
      page.evaluate(() => {
        const { style, dataset } = document.documentElement;
        return [style.colorScheme, style.fontSize, dataset.density];
      });
    assert.deepEqual(await looks(), ['dark', '120%', 'compact']);
    real.writeSettings('');
    await page.waitForFunction(() => document.documentElement.dataset.density === 'comfortable');
    assert.deepEqual(await looks(), ['', '', 'comfortable'], 'and a hand edit changes them at once');
  },

  async 'whatever stands in a payload stays text'(open, real) {
    await real.ask('endpointAdd', { name: '<b>&lt;i&gt;', appId: null });
    const bidi = '\u202egnp.exe\u202c';
    const sent = [
      ['app-version-rejected', { 'app-name': '<img src=x onerror="globalThis.harmed = 1">', version: '<b>' }],
      ['app-version-accepted', { 'app-name': `invoice${bidi}`, 'app-url': 'javascript:globalThis.harmed=1' }],
      ['app-version-in-review', { 'app-name': 'n'.repeat(10_000), version: '9'.repeat(10_000) }],
      [
        'crash-feedback',
        { feedback: '<script>globalThis.harmed = 1</script>', device: '\u0301'.repeat(300) },
      ],
    ];
    for (const [sample, facts] of sent)
      await real.control('deliver', { sample, endpoint: '<b>&lt;i&gt;', facts });
    const attributes = { status: '"><svg onload=globalThis.harmed=1>', body: '{@html "<b>bold</b>"}' };
    const type = '<iframe srcdoc="<script>parent.harmed=1</script>">';
    const body = JSON.stringify({ data: { type, id: '1', version: 1, attributes } });
    await real.control('deliver', { sample: 'unknown', endpoint: '<b>&lt;i&gt;', body });
    const page = await open();
    await rowsAre(page, 5);
    await search(page, 'rejected');
    await page.waitForFunction(() => document.querySelectorAll('mark').length > 0);
    await search(page, '');
    await rowsAre(page, 5);
    for (const id of await ids(page)) {
      await page.locator(`[data-id="${id}"]`).focus();
      await page.keyboard.press('Enter');
    }
    await until(async () => (await unread(real)) === 0, 'each is opened');
    const pages = (await real.control('asked')).map(({ openPage }) => openPage);
    assert.deepEqual(
      pages.filter((url) => !url.startsWith('https://')),
      [],
      'no address of another kind reaches the desktop',
    );
    await page.locator('[data-id]').first().click({ button: 'right' });
    await page.getByRole('menuitem').first().waitFor();
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
  },

  async 'who hears the panel hears what it is'(open, real) {
    await open({ past: 60 }).then((page) => page.close());
    await real.control('deliver', of('3.2.0'));
    const page = await open();
    await page.getByRole('button', { name: 'Unread 1' }).waitFor();
    const tree = await page.locator('#panel').ariaSnapshot();
    for (const part of [
      '- banner:',
      /- heading "Listening[^"]*" \[level=1\]/,
      '- search:',
      '- textbox "Search events"',
      '- group "Filters":',
      '- button "All" [pressed]',
      '- main "Events":',
      '- heading "Today" [level=2]',
      /button "Unread\. Bad news: Rejected .+ Tideline 3\.2\.0/,
      '- button "Mark all as read"',
    ]) {
      const there = part instanceof RegExp ? part.test(tree) : tree.includes(part);
      assert.ok(there, `the accessibility tree lacks ${part}:\n${tree.slice(0, 1500)}`);
    }
    const live = await page.locator('[role=status]').count();
    assert.ok(live >= 3, 'arrivals, search and what was done have live regions');
    await scrollTo(page, 300);
    await real.control('deliver', REJECTED);
    await page.locator('[role=status]', { hasText: '1 new event' }).waitFor({ state: 'attached' });
  },
};

export const hard = {
  async 'twenty thousand events stay as few rows as a hundred'(open) {
    const page = await open('crowd');
    for (let step = 0; step < 60; step++) {
      await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
      await page.clock.runFor(20);
      await page.waitForTimeout(12);
    }
    const deep = (await page.asked('feedPage')).length;
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
    const searched = (await page.asked('feedPage')).map(({ filter }) => filter.search);
    assert.deepEqual(searched.slice(-2), ['c', 'crash'], 'the questions in between are never asked');
  },

  async 'a refusal is told and taken back'(open) {
    const page = await open('refusing');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('That did not work and was taken back').waitFor();
    await page.getByRole('button', { name: 'Unread 3' }).waitFor();
  },

  async 'nothing is wider than the narrowest panel, also with text twice as large'(open) {
    const page = await open('long', { width: 320, text: 200 });
    const over = await page.evaluate(() =>
      [...document.querySelectorAll('main, header, footer, [data-id], .bar, .search, .chips')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1)
        .map((one) => one.className || one.tagName),
    );
    assert.deepEqual(over, []);
  },

  async 'relative times go on by themselves'(open) {
    const page = await open('feed');
    const time = page.locator('[data-id="e20"] time');
    assert.equal(await time.textContent(), '4 min');
    await page.clock.fastForward('02:00');
    await page.waitForFunction(() => document.querySelector('[data-id="e20"] time').textContent === '6 min');
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
  { name: 'update-light', state: 'update', options: {} },
  { name: 'update-dark', state: 'update', options: { colorScheme: 'dark' } },
  { name: 'news-light', state: 'news', options: {} },
  { name: 'news-dark-320', state: 'news', options: { colorScheme: 'dark', width: 320 } },
  { name: 'owner', state: 'feed', options: { view: 'owner' } },
  { name: 'worn', state: 'worn', options: {} },
  { name: 'feed-320', state: 'feed', options: { width: 320 } },
  { name: 'long-320', state: 'long', options: { width: 320, colorScheme: 'dark' } },
  { name: 'feed-900', state: 'feed', options: { width: 900 } },
];
