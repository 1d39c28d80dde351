// The templates: list, editor, preview, and every way in which a text can go wrong.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { until } from './engine.mjs';

const part = (page, name) => page.getByRole('textbox', { name, exact: true });
const text = (page, name) => part(page, name).evaluate((box) => box.innerText);
const all = process.platform === 'darwin' ? 'Meta+A' : 'Control+A';

async function edit(page, kind = 'App version') {
  await page.getByRole('button', { name: new RegExp(`^${kind}`) }).click();
  await part(page, 'Title').waitFor();
  await page.pass(700);
  await page.locator('.desktop .title').first().waitFor();
}

async function write(page, name, value) {
  await part(page, name).click();
  await page.keyboard.press(all);
  await page.keyboard.insertText(value);
  await page.pass(700);
}

async function paste(page, name, value) {
  await part(page, name).click();
  await part(page, name).evaluate((box, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, value);
  await page.pass(700);
}

const ECHOBELL =
  'Title: [{{app.name}}] {{status}}\nBody:\n📱 {{app.name}}\n⭐ {{rating}}/5\nLink: {{app.url}}';
const CSP = JSON.parse(readFileSync(new URL('../../../tauri.conf.json', import.meta.url), 'utf8')).app
  .security.csp;

const RELEASES = {
  name: 'releases',
  endpoints: ['Tideline'],
  kinds: ['app-version', 'build-upload', 'external-build'],
  condition: 'status != "PREPARE_FOR_SUBMISSION"',
  levels: { 'build-upload': 'passive' },
  templates: {
    default: { title: '{{app.name}}: {{event.headline}}', body: '{{event.story}}', link: null },
    'app-version': {
      title: '{{app.name}} {{version}}: {{status | label}}',
      body: 'was {{previousStatus | label}}\n{{event.story}}',
      link: null,
    },
  },
};

/** An app with a channel of its own, a build and a rejection, and the panel at its templates. */
async function atDesk(open, real, options = {}) {
  await real.ask('endpointAdd', { name: 'Tideline', appId: null });
  const facts = { 'app-name': 'Tideline', version: '3.2.0' };
  const send = (sample) => real.control('deliver', { sample, endpoint: 'Tideline', facts });
  await send('build-upload-processing');
  await send('app-version-rejected');
  await real.ask('putChannel', { name: 'default', channel: RELEASES });
  return open({ view: 'templates', ...options });
}

const saved = async (real, kind, name = 'releases') =>
  (await real.ask('channels')).channels.find((channel) => channel.name === name)?.templates[kind];
const banner = (page, words) => page.locator('.desktop').getByText(words).first();

export const flows = {
  async 'templates: what is written shows in the banner, and is saved under its channel and kind'(
    open,
    real,
  ) {
    const page = await atDesk(open, real);
    await edit(page);
    await write(page, 'Title', '{{app.name}} says {{status | label}}');
    await banner(page, 'Tideline says Rejected').waitFor();
    await page.getByText('Unsaved').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved in shipbell.toml').waitFor();
    assert.equal(await page.getByText('Unsaved').count(), 0, 'the mark goes with saving');
    assert.match(real.settings(), /\{\{app\.name\}\} says \{\{status \| label\}\}/, 'the file has it');
    assert.equal((await saved(real, 'app-version')).title, '{{app.name}} says {{status | label}}');
    await real.control('deliver', { sample: 'app-version-rejected', endpoint: 'Tideline' });
    const rung = async () => (await real.control('banners')).map(({ title }) => title);
    await until(
      async () => (await rung()).includes('Tideline says Rejected'),
      'the next one rings in these words',
    );
  },

  async 'templates: completion offers what this kind has, with what it says now, and closes the braces'(
    open,
    real,
  ) {
    const page = await atDesk(open, real);
    await edit(page);
    await write(page, 'Title', '');
    await page.keyboard.type('{{');
    assert.equal(await text(page, 'Title'), '{{}}', 'braces come in pairs');
    await page.keyboard.type('sta');
    const list = page.getByRole('listbox');
    const first = (words) => list.getByRole('option').first().filter({ hasText: words }).waitFor();
    await first(/^status\s*REJECTED/);
    // A key right after the list appears may still be meant for the text.
    await page.waitForTimeout(100);
    await page.keyboard.press('Enter');
    assert.equal(await text(page, 'Title'), '{{status}}');
    await page.keyboard.type(' | lab');
    await first(/^label/);
    await page.waitForTimeout(100);
    await page.keyboard.press('Enter');
    assert.equal(await text(page, 'Title'), '{{status | label}}', 'filters after the bar');
    await page.keyboard.type('}}');
    assert.equal(await text(page, 'Title'), '{{status | label}}', 'and are passed over');
    await banner(page, /^Rejected$/).waitFor();
  },

  async 'templates: a mistake is underlined at its character, and one click mends it'(open, real) {
    const page = await atDesk(open, real);
    await edit(page);
    await write(page, 'Title', '📱 {{status | lable}}');
    const underlined = page.locator('.cm-lintRange-error');
    await underlined.waitFor();
    assert.equal(await underlined.innerText(), 'lable', 'that word and no other, after a sign of two units');
    await page.getByText(/There is no filter `?lable/).waitFor();
    await page.getByRole('button', { name: 'Write label' }).click();
    assert.equal(await text(page, 'Title'), '📱 {{status | label}}');
    await banner(page, '📱 Rejected').waitFor();
    assert.equal(await page.locator('.cm-lintRange').count(), 0);
  },

  async 'templates: a whole Echobell template fills all three, and what Apple lacks is explained'(
    open,
    real,
  ) {
    const page = await atDesk(open, real);
    await edit(page);
    const before = await text(page, 'Title');
    await paste(page, 'Body', ECHOBELL);
    await page.getByText(/^Welcome from Echobell.+stays empty/).waitFor();
    assert.equal(await text(page, 'Title'), '[{{app.name}}] {{status}}');
    assert.equal(await text(page, 'Link'), '{{app.url}}');
    await page.getByText(/^Apple sends no `?rating/).waitFor();
    assert.equal(await page.locator('.cm-lintRange-warning').innerText(), 'rating');
    await banner(page, '[Tideline] REJECTED').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await text(page, 'Title'), before, 'taken back whole');
  },

  async 'templates: leaving with something unsaved asks first, from inside and from the tray'(open, real) {
    const page = await atDesk(open, real);
    await edit(page);
    await write(page, 'Title', 'Mine');
    await banner(page, 'Mine').waitFor();
    await page.keyboard.press('Escape');
    const dialog = page.getByRole('dialog', { name: 'Save before you leave?' });
    await dialog.waitFor();
    await page.getByRole('button', { name: 'Go on writing' }).click();
    assert.equal(await text(page, 'Title'), 'Mine', 'nothing was lost');
    await real.control('show', { view: { name: 'feed' } });
    await dialog.waitFor();
    await page.getByRole('button', { name: 'Save and leave' }).click();
    await page.locator('[data-id]').first().waitFor();
    assert.equal((await saved(real, 'app-version')).title, 'Mine');
  },

  async 'templates: what was unsaved when the panel went away is there again'(open, real) {
    const page = await atDesk(open, real);
    await edit(page);
    await write(page, 'Title', 'Half a thought');
    await page.reload();
    await edit(page);
    await page.getByText(/did not save is here again/).waitFor();
    assert.equal(await text(page, 'Title'), 'Half a thought');
    await page.getByRole('button', { name: 'Discard it' }).click();
    assert.match(await text(page, 'Title'), /app\.name/);
    assert.match((await saved(real, 'app-version')).title, /app\.name/, 'the file never had it');
  },

  async 'templates: a hand edit shows at once; one beside unsaved words is offered'(open, real) {
    const page = await atDesk(open, real);
    await edit(page);
    const byHand = (title) =>
      real.writeSettings(real.settings().replace(/^(title = )(["']).*\2$/gm, `$1"${title}"`));
    byHand('From the file');
    await page.getByText('shipbell.toml was changed, and this is its text now').waitFor();
    assert.equal(await text(page, 'Title'), 'From the file');
    await write(page, 'Title', 'Mine');
    byHand('From the file again');
    await page.getByText('shipbell.toml was changed while you were writing here.').waitFor();
    assert.equal(await text(page, 'Title'), 'Mine', 'nobody’s words are overwritten');
    await page.getByRole('button', { name: 'Take the file’s' }).click();
    assert.equal(await text(page, 'Title'), 'From the file again');
  },

  async 'templates: a bad file is shown with its line and cause, and faults stand at their text'(open, real) {
    const page = await atDesk(open, real);
    const good = real.settings();
    real.writeSettings(good.replace('status | label', 'status | lable'));
    const row = page.getByRole('button', { name: /^App version/ });
    await row.getByText(/There is no filter `?lable/).waitFor();
    real.writeSettings(good.replace('build-upload = "passive"', 'build-upload = "loud"'));
    const alert = page.getByRole('alert');
    await alert.getByText(/^Line \d+, column \d+: .*loud/).waitFor();
    assert.match(await alert.innerText(), /The last good settings stay in force/);
    await page.getByRole('button', { name: 'Show the file' }).click();
    const shown = async () =>
      (await real.control('asked')).some(({ reveal }) => reveal?.includes('shipbell'));
    await until(shown, 'the file manager is asked for it');
    real.writeSettings(good);
    await alert.waitFor({ state: 'detached' });
  },

  async 'templates: the default comes back, and undo brings the own text again'(open, real) {
    const page = await atDesk(open, real);
    await edit(page);
    const own = await text(page, 'Title');
    await page.getByRole('button', { name: 'Restore default' }).click();
    await page.getByText('Channel releases · As every kind').waitFor();
    assert.equal(await text(page, 'Title'), '{{app.name}}: {{event.headline}}', 'the channel’s own default');
    assert.equal(await saved(real, 'app-version'), undefined, 'the file has no own text any more');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Channel releases · Own text').waitFor();
    assert.equal(await text(page, 'Title'), own);
    assert.equal((await saved(real, 'app-version')).title, own);
  },

  async 'templates: each system shows what it shows, and says what it cuts off'(open, real) {
    const page = await atDesk(open, real);
    await edit(page);
    await write(
      page,
      'Title',
      '{{app.name}} has a title that no system shows in a single line of its banner',
    );
    await write(page, 'Body', 'one\ntwo\nthree');
    await banner(page, /has a title/).waitFor();
    const shows = async (system, count, why) => {
      await page.getByRole('radio', { name: system }).check();
      await until(async () => (await page.locator('.desktop p').count()) === count, `${system}: ${why}`);
    };
    // A title is one paragraph on macOS, and one for each line elsewhere.
    await shows('macOS', 3, 'one line of title, two of body');
    await page.getByText('The title is cut off.').waitFor();
    await shows('Windows', 5, 'two lines of title, three of body');
    await shows('Linux', 2, 'one and one, folded');
    await page.getByText('Folded, the body ends after 1 line.').waitFor();
    await page.getByRole('button', { name: 'Unfold' }).click();
    assert.equal(await page.locator('.desktop p').count(), 4, 'all three lines unfolded');
  },

  async 'templates: any event, the last fifty, and a test banner'(open, real) {
    const page = await atDesk(open, real);
    await edit(page, 'Every kind');
    await write(page, 'Title', 'T {{event.headline}}');
    await banner(page, /^T Rejected/).waitFor();
    const build = page.getByLabel('Preview with').getByRole('option', { name: /^Processing the build/ });
    await page.getByLabel('Preview with').selectOption(await build.first().getAttribute('value'));
    await banner(page, 'T Processing the build').waitFor();
    await page.getByText('The last 50 events, as they would have rung').click();
    await page.locator('details[open]').getByText('T Processing the build').waitFor();
    await page.getByText(/^\d+ of \d+ would ring\.$/).waitFor();
    const before = await real.control('banners');
    await page.getByRole('button', { name: 'Send me a test' }).click();
    await page.getByText('The test was rung').waitFor();
    const [test] = (await real.control('banners')).slice(before.length);
    assert.match(test.title, /T Processing the build/, 'the banner says what the preview showed');
    assert.equal(
      (await saved(real, 'default')).title,
      '{{app.name}}: {{event.headline}}',
      'nothing is saved by it',
    );
  },

  async 'templates: a sample stands in before anything came, and can be chosen afterwards'(open, real) {
    await real.ask('endpointAdd', { name: 'Tideline', appId: null });
    await real.ask('putChannel', { name: 'default', channel: RELEASES });
    const page = await open({ view: 'templates' });
    await edit(page);
    await banner(page, /Tideline.+Rejected/).waitFor();
    const list = page.getByLabel('Preview with');
    const chosen = () => list.evaluate((list) => list.selectedOptions[0].text);
    assert.equal(await chosen(), 'A sample');

    await real.control('deliver', { sample: 'app-version-in-review', endpoint: 'Tideline' });
    await list.locator('option', { hasText: 'In Review · Tideline' }).waitFor({ state: 'attached' });
    await list.selectOption({ label: 'Ready for Distribution' });
    await banner(page, /Ready for Distribution/).waitFor();
    assert.equal(await chosen(), 'Ready for Distribution');
    await page.getByRole('button', { name: 'Send me a test' }).click();
    await page.getByText('The test was rung').waitFor();
    assert.match((await real.control('banners')).at(-1).title, /Ready for Distribution/);
    assert.equal((await real.ask('history')).events, 1, 'a sample that is only looked at is not in the feed');
  },

  async 'templates: a channel is made, its condition’s mistake shown, and removed with a way back'(
    open,
    real,
  ) {
    const page = await atDesk(open, real);
    await page.getByRole('button', { name: 'New channel' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Name').fill('Night');
    await sheet.getByRole('button', { name: 'Crash feedback' }).click();
    await sheet.getByLabel('Condition').click();
    await page.keyboard.type('test');
    await sheet
      .getByRole('option')
      .first()
      .filter({ hasText: /^tester\./ })
      .waitFor();
    // A key right after the list appears may still be meant for the text.
    await page.waitForTimeout(100);
    await page.keyboard.press('Enter');
    await page.keyboard.type(' ===');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.getByText(/every event passes/).waitFor();
    const night = async () => (await real.ask('channels')).channels.find(({ name }) => name === 'Night');
    assert.match(
      (await night()).condition,
      /^tester\.\w+ ===$/,
      'what was chosen from the list stands there',
    );
    await sheet.getByLabel('Condition').fill('status == "REJECTED"');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Night' }).waitFor();
    assert.deepEqual((await night()).kinds, ['crash-feedback']);
    assert.equal((await night()).condition, 'status == "REJECTED"');
    await page.getByRole('button', { name: 'Edit channel' }).click();
    await sheet.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Channel Night was removed').waitFor();
    assert.equal(await night(), undefined, 'gone from the file');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Night' }).waitFor();
    assert.equal((await night()).condition, 'status == "REJECTED"', 'undo brings it back whole');
  },
};

export const hard = {
  async 'templates: the editor runs under the policy that ships'(open) {
    const page = await open('feed', { view: 'templates' });
    await page.route('**/*', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        headers: { ...answer.headers(), 'content-security-policy': CSP },
      });
    });
    await page.addInitScript(() => {
      globalThis.violations = [];
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        globalThis.violations.push(`${violatedDirective} ${blockedURI}`),
      );
    });
    await page.reload();
    await edit(page);
    await write(page, 'Title', '{{status | lable}}');
    await page.locator('.cm-lintRange-error').waitFor();
    assert.deepEqual(await page.evaluate(() => globalThis.violations), [], 'nothing is refused');
    const radius = await page
      .locator('.cm-editor')
      .first()
      .evaluate((box) => getComputedStyle(box).borderRadius);
    assert.equal(radius, '8px', 'CodeMirror’s styles are in force');
  },

  async 'templates: nothing is wider than the narrowest panel, also with text twice as large'(open) {
    const page = await open('feed', { view: 'templates', width: 320, text: 200 });
    const over = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('main, header, footer, main *')]
          .filter((one) => !one.closest('svg, .unseen, .banner, .cm-editor, option'))
          .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
          .map((one) => one.className || one.tagName),
      );
    assert.deepEqual(await over(), [], 'the list');
    await edit(page);
    assert.deepEqual(await over(), [], 'the editor');
  },
};

const opened = (kind) => (page) => edit(page, kind);

async function broken(page) {
  await edit(page);
  await write(page, 'Title', '{{app.name}} {{version}}: {{status | lable}}');
  await write(page, 'Body', 'was {{previousStatus | label}}\nRated {{rating}}/5');
}

async function completing(page) {
  await edit(page);
  await write(page, 'Title', '{{app.name}} ');
  await page.keyboard.type('{{st');
  await page.pass(400);
  await page.getByRole('listbox').waitFor();
}

async function fifty(page) {
  await edit(page, 'Every kind');
  await page.getByText('The last 50 events, as they would have rung').click();
  await page.locator('details[open]').waitFor();
  await page.waitForTimeout(50);
  await page.pass(700);
  await page.getByText(/would ring\.$/).waitFor();
}

async function leaving(page) {
  await edit(page);
  await write(page, 'Title', 'Mine');
  await page.keyboard.press('Escape');
}

async function pasted(page) {
  await edit(page);
  await paste(page, 'Body', ECHOBELL);
}

const system = (name) => async (page) => {
  await edit(page);
  await page.getByRole('radio', { name }).check();
  await page.waitForTimeout(80);
};

const once = (name, colorScheme, options, act) => [
  {
    name: `templates-${name}-${colorScheme}`,
    state: 'feed',
    options: { colorScheme, view: 'templates', ...options },
    act,
  },
];
const both = (name, options, act) =>
  ['light', 'dark'].flatMap((colorScheme) => once(name, colorScheme, options, act));

export const views = [
  ...both('list', {}),
  ...both('editor', { height: 860 }, system('macOS')),
  ...once('windows', 'light', { height: 860 }, system('Windows')),
  ...once('linux', 'dark', { height: 860 }, system('Linux')),
  ...once('broken', 'light', {}, broken),
  ...once('completing', 'dark', {}, completing),
  ...once('wide', 'light', { width: 900 }, fifty),
  { name: 'templates-pasted', state: 'feed', options: { view: 'templates' }, act: pasted },
  {
    name: 'templates-leaving',
    state: 'feed',
    options: { view: 'templates', colorScheme: 'dark' },
    act: leaving,
  },
  { name: 'templates-bad-file', state: 'templates-bad', options: { view: 'templates' } },
  {
    name: 'templates-builtin',
    state: 'templates-builtin',
    options: { view: 'templates', colorScheme: 'dark' },
  },
  {
    name: 'templates-sheet',
    state: 'feed',
    options: { view: 'templates', height: 700 },
    act: (page) => page.getByRole('button', { name: 'Edit channel' }).click(),
  },
  { name: 'templates-editor-320', state: 'feed', options: { view: 'templates', width: 320 }, act: opened() },
  {
    name: 'templates-editor-text-200',
    state: 'feed',
    options: { view: 'templates', text: 200, height: 900 },
    act: opened(),
  },
  {
    name: 'templates-editor-contrast',
    state: 'feed',
    options: { view: 'templates', contrast: 'more', colorScheme: 'dark' },
    act: broken,
  },
];
