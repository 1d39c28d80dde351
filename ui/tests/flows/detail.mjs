// One event, whole: as a person reads it, and its views.
import assert from 'node:assert/strict';
import { until } from './engine.mjs';

const ALL = { search: null, app: null, kind: null, channel: null, unread: false, provenance: null };
const FACTS = { 'app-name': 'Tideline', version: '3.2.0' };

/** A version's way to its rejection, after something else; answers with the rejection's id in the feed. */
async function rejection(real, { times = 1, facts = FACTS } = {}) {
  await real.ask('endpointAdd', { name: 'Tideline', appId: null });
  const send = (sample, ago, more = {}) =>
    real.control('deliver', { sample, endpoint: 'Tideline', ago, facts, ...more });
  await send('screenshot-feedback', 400);
  const { instance } = await send('app-version-waiting-for-review', 334);
  await send('app-version-in-review', 41, { instance });
  await send('app-version-rejected', 0, { instance, times });
  return newest(real);
}

async function newest(real) {
  const { events } = await real.ask('feedPage', { before: null, limit: 1, filter: ALL });
  return events[0].id;
}

const at = (id) => ({ view: `event/${id}` });
const copied = async (real) => (await real.control('asked')).flatMap(({ copy }) => copy ?? []);

export const flows = {
  async 'detail: says what happened, how it is known, and what rang'(open, real) {
    const id = await rejection(real, { times: 2 });
    await until(
      async () => (await real.ask('eventDetail', { id })).notices.some(({ rang }) => rang),
      'it rings',
    );
    const page = await open(at(id));
    for (const text of [
      'In Review for 41 min',
      /^Verified over \d+ bytes$/,
      /It came 2 times, last \d\d:\d\d/,
      /^Rang \d\d:\d\d:\d\d, \d+ m?s after it arrived$/,
    ])
      await page.getByText(text).waitFor();
  },

  async 'detail: the keys walk, copy, open, mark and go back'(open, real) {
    const id = await rejection(real);
    const page = await open(at(id));
    await page.getByText('In Review for 41 min').waitFor();
    const shown = (heading) => page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
    for (const heading of ['In Review', 'Waiting for Review', 'Screenshot feedback from a tester']) {
      await page.keyboard.press('j');
      await shown(heading);
    }
    for (const heading of ['Waiting for Review', 'In Review', 'Rejected by App Review']) {
      await page.keyboard.press('k');
      await shown(heading);
    }
    await page.getByText('In Review for 41 min').waitFor();
    await page.keyboard.press('c');
    await page.getByText('Copied').waitFor();
    const [text] = await copied(real);
    assert.equal(JSON.parse(text).data.attributes.newValue, 'REJECTED', 'c copies the body');
    await page.keyboard.press('Enter');
    const opened = async () => (await real.control('asked')).filter(({ openPage }) => openPage);
    await until(async () => (await opened()).length === 1, 'Enter opens its page');
    await page.keyboard.press('e');
    await page.getByText('Marked as unread').waitFor();
    const { event } = await real.ask('eventDetail', { id });
    assert.equal(event.unread, true, 'unread in the engine too');
    await page.keyboard.press('Escape');
    await page.locator(`[data-id="${id}"]`).waitFor();
  },

  async 'detail: the keys read on where the feed was not read yet'(open, real) {
    await open({ past: 60 }).then((page) => page.close());
    const { events } = await real.ask('feedPage', { before: null, limit: 60, filter: ALL });
    const page = await open(at(events[48].id));
    for (const { id } of [events[49], events[50], events[51]]) {
      await page.getByRole('button', { name: 'Next event', disabled: false }).waitFor();
      await page.keyboard.press('j');
      const shown = async () => (await page.asked('eventDetail')).at(-1)?.id;
      await until(async () => (await shown()) === id, 'the next one shows');
    }
  },

  async 'detail: replay shows what would be said now, and rings it again'(open, real) {
    const id = await rejection(real);
    const channel = (name, title) => ({
      name,
      channel: {
        name,
        endpoints: [],
        kinds: [],
        condition: null,
        levels: {},
        templates: { default: { title, body: '{{event.story}}', link: null } },
      },
    });
    const rung = async () => (await real.control('banners')).map(({ title }) => title);
    await until(async () => (await rung()).some((title) => title.includes('Rejected')), 'it rings');
    const [before] = (await real.ask('eventDetail', { id })).notices;
    await real.ask(
      'putChannel',
      channel(before.channel, '{{app.name}} {{version}}: {{event.headline}}, alas'),
    );
    await real.ask('putChannel', { ...channel('everything', '{{status | uper}}'), name: null });
    const page = await open(at(id));
    await page.getByText('In Review for 41 min').waitFor();
    const rang = (await rung()).length;
    await page.keyboard.press('r');
    const added = page.locator('ins').filter({ hasText: 'alas' });
    await added.waitFor();
    assert.ok(await added.isVisible(), 'what changed is brought into sight');
    await page.getByText(/perhaps `upper` was meant/).waitFor();
    assert.equal((await rung()).length, rang, 'looking rings nothing');
    await page.getByRole('button', { name: 'Ring it again' }).click();
    await page.getByText('It rang again').waitFor();
    const again = (await rung()).slice(rang);
    assert.ok(
      again.some((title) => title.endsWith('alas')),
      `it rang in today’s words, not ${again}`,
    );
  },

  async 'detail: each form is copied from the menu, by keys alone'(open, real) {
    const page = await open(at(await rejection(real)));
    await page.getByRole('button', { name: 'Copy', exact: true }).focus();
    await page.keyboard.press('Enter');
    // No hand is quicker than the menu takes the keys, but this is.
    await page.waitForFunction(() => document.activeElement?.closest('[role=menu]'));
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.getByText('Copied').waitFor();
    assert.equal(await page.getByRole('menu').count(), 0, 'the menu closes');
    await page.getByRole('button', { name: 'Copy version' }).click();
    await until(async () => (await copied(real)).length === 2, 'both reach the clipboard');
    const [curl, version] = await copied(real);
    assert.match(curl, /\n {2}curl /);
    assert.equal(version, '3.2.0');
  },

  async 'detail: a mebibyte opens at once and is shown whole on request'(open, real) {
    await real.ask('endpointAdd', { name: 'Tideline', appId: null });
    const included = Array.from({ length: 14_000 }, (_, n) => ({
      id: n,
      name: `a long list, item ${n}`,
      ok: true,
    }));
    const attributes = { newValue: 'REJECTED', oldValue: 'IN_REVIEW', timestamp: new Date().toISOString() };
    const type = 'appStoreVersionAppVersionStateUpdated';
    const body = JSON.stringify({ data: { type, id: 'large', version: 1, attributes }, included });
    await real.control('deliver', { sample: 'app-version-rejected', endpoint: 'Tideline', body });
    const page = await open(at(await newest(real)));
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
  },

  async 'detail: what a stranger wrote stays text and inside'(open, real) {
    await real.ask('endpointAdd', { name: 'Tideline', appId: null });
    const feedback = `<b onclick="alert(1)">bold</b> \u202ehidden\u202c ${'endless'.repeat(60)}`;
    const facts = {
      feedback,
      'app-name': 'Donaudampfschifffahrtsgesellschaft'.repeat(2),
      device: '<script>',
    };
    await real.control('deliver', { sample: 'screenshot-feedback', endpoint: 'Tideline', facts });
    const page = await open({ ...at(await newest(real)), width: 320, text: 200 });
    await page.getByText('<b onclick="alert(1)">bold</b>').first().waitFor();
    assert.equal(await page.locator('main b, main script, main img').count(), 0, 'text, not elements');
    const over = await page.evaluate(() =>
      [...document.querySelectorAll('main, header, footer, footer *, article, article *')]
        .filter((one) => !one.closest('svg, .unseen') && one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => one.className || one.tagName),
    );
    assert.deepEqual(over, [], 'nothing is wider than the narrowest panel');
  },

  async 'detail: an event that retention removed says so and leads back'(open, real) {
    const id = await rejection(real);
    const page = await open(at('999999'));
    await page.getByText('This event is no longer kept').waitFor();
    await page.getByRole('button', { name: 'All events' }).click();
    await page.locator(`[data-id="${id}"]`).waitFor();
  },
};

export const hard = {
  async 'detail: says once, and whole, why a body was not understood'(open) {
    const page = await open('feed', { view: 'event/e11', width: 320 });
    const said = page.locator('article').getByText('It is kept as it came.');
    assert.equal(await said.count(), 1);
    const cut = await said.evaluate((text) => text.scrollHeight > text.clientHeight + 1);
    assert.equal(cut, false, 'no line of it is left out');
  },

  async 'detail: says where nothing was signed, and what waits'(open) {
    const page = await open('feed', at('e20'));
    await page.getByText(/^Waits until 12:18$/).waitFor();
    await page.goto(page.url().replace('e20', 'e18'));
    await page.reload();
    await page.getByText('Recovered, no signature').waitFor();
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
  { name: 'detail-text-200-320', state: 'feed', options: { view: 'event/e20', text: 200, width: 320 } },
  { name: 'detail-contrast', state: 'feed', options: { view: 'event/e20', contrast: 'more' } },
  { name: 'detail-loading', state: 'detail-loading', options: { view: 'event/e20' } },
  { name: 'detail-failed', state: 'detail-failed', options: { view: 'event/e20' } },
  { name: 'detail-gone', state: 'feed', options: { view: 'event/none' } },
];
