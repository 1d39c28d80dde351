// What a tester sent: screenshots with their viewer, and the crash log; and their views.
import assert from 'node:assert/strict';
import { connected } from './apple.mjs';
import { until } from './engine.mjs';
import { tooWide } from './setup.mjs';

const pictures = { view: 'event/e19' };
const crash = { view: 'event/e18' };
const first = (page) => page.getByRole('button', { name: 'Open screenshot 1 of 3' });
const viewer = (page) => page.getByRole('dialog', { name: 'Screenshots' });
const percent = (page) =>
  viewer(page)
    .getByText(/^\d+ %$/)
    .first()
    .innerText();
const drawn = (page) =>
  viewer(page)
    .getByRole('img')
    .evaluate((image) => {
      const { left, top, width } = image.getBoundingClientRect();
      return { left: Math.round(left), top: Math.round(top), width: Math.round(width) };
    });
const log = (page) => page.getByRole('group', { name: 'Crash log', exact: true });

/** The newest event of a kind, once it is in the feed with all that was sent along. */
async function arrived(real, kind) {
  const filter = { search: null, app: null, kind, channel: null, unread: false, provenance: null };
  let found = null;
  await until(async () => {
    const { events } = await real.ask('feedPage', { before: null, limit: 1, filter });
    found = events[0]?.id ?? null;
    if (found === null) return false;
    const { attachments } = await real.ask('eventDetail', { id: found });
    return attachments.length > 0 && attachments.every(({ state }) => state === 'here');
  }, `the ${kind} is here with what was sent`);
  return { view: `event/${found}` };
}

export const flows = {
  async 'sent: screenshots come from Apple, are looked at, and one is copied'(open, real) {
    const { app } = await connected(real);
    await real.apple({ do: 'screenshot', app, comment: 'The total is hidden.', pictures: 2 });
    const page = await open(await arrived(real, 'screenshot-feedback'));
    await page.getByRole('button', { name: 'Open screenshot 2 of 2' }).click();
    await viewer(page).getByText('Screenshot 2 of 2').waitFor();
    await page.waitForFunction(() => document.querySelector('dialog[open] img').naturalWidth > 1);
    await viewer(page).getByRole('button', { name: 'Copy Screenshot 2 of 2' }).click();
    const copied = async () => (await real.control('asked')).flatMap(({ copyPicture }) => copyPicture ?? []);
    await until(async () => (await copied()).length === 1, 'the picture reaches the clipboard');
    await page.keyboard.press('Escape');
    await page.getByText('The total is hidden.').first().waitFor();
  },

  async 'sent: a crash log of either form is read'(open, real) {
    const { app } = await connected(real);
    await real.apple({ do: 'crash', app, comment: 'It went away.' });
    const page = await open(await arrived(real, 'crash-feedback'));
    await log(page).getByText('TideTable.today()').waitFor();
    await log(page).getByText('EXC_BREAKPOINT (SIGTRAP)').waitFor();
    assert.equal(await log(page).locator('details').first().locator('li.own').count(), 2);
    await real.ask('clearHistory');
    await real.apple({ do: 'crash', app, plain: true });
    const other = await open(await arrived(real, 'crash-feedback'));
    await log(other).getByText('EXC_CRASH (SIGABRT)').waitFor();
    const story = await other.locator('.story').textContent();
    assert.match(story, /^iPhone/, 'what is here is not said to be elsewhere');
    assert.equal(await log(other).locator('details').first().locator('li.own').count(), 2);
  },
};

export const hard = {
  async 'sent: a screenshot is looked at by keys alone'(open) {
    const page = await open('feed', pictures);
    await first(page).focus();
    await page.keyboard.press('Enter');
    await viewer(page).getByText('Screenshot 1 of 3').waitFor();
    const fits = await drawn(page);
    for (const key of ['+', '+']) await page.keyboard.press(key);
    assert.equal(await percent(page), '182 %');
    const near = await drawn(page);
    assert.ok(near.width > fits.width * 1.5, 'it is drawn larger');
    await page.keyboard.press('ArrowDown');
    assert.ok((await drawn(page)).top < near.top, 'an arrow moves to what lies below');
    await viewer(page).getByText('Screenshot 1 of 3').waitFor();
    await page.keyboard.press('0');
    assert.deepEqual(await drawn(page), fits, '0 shows all of it');
    await page.keyboard.press('-');
    assert.equal(await percent(page), '100 %', 'it is never smaller than it fits');
    for (const key of ['ArrowRight', 'PageDown']) await page.keyboard.press(key);
    await viewer(page).getByText('Screenshot 3 of 3').waitFor();
    await page.keyboard.press('ArrowRight');
    await viewer(page).getByText('Screenshot 3 of 3').waitFor();
    await page.keyboard.press('k');
    await viewer(page).getByText('Screenshot 2 of 3').waitFor();
    await page.keyboard.press('c');
    await until(async () => (await page.asked('attachmentCopy')).length === 1, 'c copies it');
    assert.deepEqual(await page.asked('attachmentCopy'), [{ id: 'e19-2' }]);
    assert.deepEqual(await page.asked('copy'), [], 'and not the event beneath');
    await page.keyboard.press('Escape');
    await viewer(page).waitFor({ state: 'hidden' });
    assert.equal(
      await first(page).evaluate((button) => button === document.activeElement),
      true,
      'the focus is where it was',
    );
    await page.getByRole('heading', { name: 'What the tester sent' }).waitFor();
  },

  async 'sent: a screenshot is zoomed by wheel and double click, and dragged'(open) {
    const page = await open('feed', pictures);
    await first(page).click();
    const stage = await viewer(page).locator('.stage').boundingBox();
    const at = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 };
    await page.mouse.move(at.x, at.y);
    await page.mouse.wheel(0, -300);
    await until(async () => (await percent(page)) !== '100 %', 'the wheel makes it larger');
    await page.mouse.dblclick(at.x, at.y);
    assert.equal(await percent(page), '100 %', 'a double click shows all of it again');
    await page.mouse.dblclick(at.x, at.y);
    assert.equal(await percent(page), '250 %');
    const before = await drawn(page);
    await page.mouse.down();
    await page.mouse.move(at.x, at.y - 50, { steps: 3 });
    await page.mouse.up();
    assert.equal((await drawn(page)).top, before.top - 50, 'it follows the hand');
    await viewer(page).getByRole('button', { name: 'Close' }).click();
    await viewer(page).waitFor({ state: 'hidden' });
  },

  async 'sent: a clipboard that refuses says so in the viewer'(open) {
    const page = await open('sent-no-copy', pictures);
    await first(page).click();
    await viewer(page).getByRole('button', { name: 'Copy Screenshot 1 of 3' }).click();
    await viewer(page).getByRole('alert').waitFor();
  },

  async 'sent: what is on its way comes by itself, and what is gone says so'(open) {
    const page = await open('sent-coming', pictures);
    await first(page).waitFor();
    await page.getByText('On its way from Apple').waitFor();
    await page.getByText('Apple no longer has this screenshot').waitFor();
    await page.evaluate(() => {
      const { fake } = globalThis;
      fake.state = 'feed';
      fake.tell({ type: 'feed' });
    });
    await page.getByRole('button', { name: 'Open screenshot 2 of 3' }).waitFor();
    await page.goto(page.url().replace('e19', 'e18'));
    await page.reload();
    await page.getByText('The crash log is on its way from Apple.').waitFor();
  },

  async 'sent: one that could not be read says why, and is read again'(open) {
    const page = await open('refusing', pictures);
    await page
      .getByText(/^Not shown: /)
      .first()
      .waitFor();
    await page.evaluate(() => (globalThis.fake.state = 'feed'));
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await first(page).waitFor();
  },

  async 'sent: the crash log opens at what crashed, with the app’s own frames told apart'(open) {
    const page = await open('feed', crash);
    await log(page).getByText('Fatal error: Index out of range').waitFor();
    const crashed = log(page).locator('details').first();
    assert.equal(await crashed.getAttribute('open'), '', 'it stands open');
    await crashed.getByText('Thread 0, crashed').waitFor();
    await crashed.getByText('Basket.swift:118').waitFor();
    assert.equal(await crashed.locator('li.own').count(), 3);
    const other = log(page).locator('details').nth(2);
    assert.equal(await other.getAttribute('open'), null, 'the others are folded');
    await other.locator('summary').focus();
    await page.keyboard.press('Enter');
    await other.getByText('__workq_kernreturn').waitFor();
    assert.deepEqual(await page.asked('openEvent'), [], 'Enter unfolds, and opens no page');
    await log(page).getByRole('button', { name: 'Raw text' }).click();
    await log(page).getByText('"faultingThread": 0').waitFor();
    await log(page).getByRole('button', { name: 'Copy Crash log' }).click();
    await until(async () => (await page.asked('copy')).length === 1, 'it is copied');
    const [{ text }] = await page.asked('copy');
    assert.match(text, /^\{"app_name":"Fernway"/, 'as it came');
  },

  async 'sent: a crash log that is in no known form is shown as it came'(open) {
    const page = await open('sent-strange', crash);
    await log(page).getByText('The log was taken away by the system').waitFor();
    await log(page).getByText('It is in no form').waitFor();
  },

  async 'sent: fits the narrowest panel, also with text twice as large'(open) {
    for (const text of [100, 200])
      for (const where of [pictures, crash]) {
        const page = await open('feed', { ...where, width: 320, text });
        await (where === crash ? log(page) : first(page)).waitFor();
        assert.deepEqual(await tooWide(page), [], `${where.view} at ${text} %`);
        if (where === crash) continue;
        await near(page);
        const cut = await viewer(page)
          .getByRole('button')
          .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().right > innerWidth).length);
        assert.equal(cut, 0, `every button of the viewer can be reached at ${text} %`);
      }
  },
};

const both = (name, state, options, act) =>
  ['light', 'dark'].map((colorScheme) => ({
    name: `sent-${name}-${colorScheme}`,
    state,
    options: { colorScheme, ...options },
    ...(act ? { act } : {}),
  }));
const seen = (page) => first(page).waitFor();
const looking = async (page) => {
  await first(page).click();
  await viewer(page).waitFor();
};
const near = async (page) => {
  await looking(page);
  for (const key of ['+', '+', '+']) await page.keyboard.press(key);
};
const read = (page) => log(page).waitFor();
const raw = async (page) => {
  await read(page);
  await log(page).getByRole('button', { name: 'Raw text' }).click();
};

export const views = [
  ...both('pictures', 'feed', pictures, seen),
  ...both('coming', 'sent-coming', pictures, seen),
  { name: 'sent-refused', state: 'refusing', options: pictures },
  ...both('viewer', 'feed', pictures, looking),
  { name: 'sent-viewer-near', state: 'feed', options: pictures, act: near },
  { name: 'sent-viewer-320', state: 'feed', options: { ...pictures, width: 320, text: 200 }, act: near },
  ...both('crash', 'feed', { ...crash, height: 900 }, read),
  { name: 'sent-crash-plain', state: 'sent-plain', options: { ...crash, height: 900 }, act: read },
  { name: 'sent-crash-raw', state: 'feed', options: crash, act: raw },
  { name: 'sent-crash-strange', state: 'sent-strange', options: crash, act: read },
  { name: 'sent-crash-320', state: 'feed', options: { ...crash, width: 320, height: 1100 }, act: read },
  {
    name: 'sent-contrast',
    state: 'feed',
    options: { ...crash, contrast: 'more', colorScheme: 'dark', height: 900 },
    act: read,
  },
];
