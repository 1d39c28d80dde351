// The templates: list, editor, preview, and every way in which a text can go wrong.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const asked = (page, command) =>
  page.evaluate(
    (name) => globalThis.fake.asked.filter((one) => one.command === name).map((one) => one.request),
    command,
  );
const part = (page, name) => page.getByRole('textbox', { name, exact: true });
const text = (page, name) => part(page, name).evaluate((box) => box.innerText);
const all = process.platform === 'darwin' ? 'Meta+A' : 'Control+A';

/** Lets the pauses pass after which the editor asks: the page's clock stands still. */
const settle = (page, length = 700) => page.clock.runFor(length);

async function edit(page, kind = 'App version') {
  await page.getByRole('button', { name: new RegExp(`^${kind}`) }).click();
  await part(page, 'Title').waitFor();
  await settle(page);
  await page.locator('.desktop .title').first().waitFor();
}

async function write(page, name, value) {
  await part(page, name).click();
  await page.keyboard.press(all);
  await page.keyboard.insertText(value);
  await settle(page);
}

async function paste(page, name, value) {
  await part(page, name).click();
  await part(page, name).evaluate((box, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, value);
  await settle(page);
}

const ECHOBELL =
  'Title: [{{app.name}}] {{status}}\nBody:\n📱 {{app.name}}\n⭐ {{rating}}/5\nLink: {{app.url}}';
const CSP = JSON.parse(readFileSync(new URL('../../../tauri.conf.json', import.meta.url), 'utf8')).app
  .security.csp;

export const flows = {
  async 'templates: what is written shows in the banner, and is saved under its channel and kind'(open) {
    const page = await open('feed', { view: 'templates' });
    await edit(page);
    await write(page, 'Title', '{{app.name}} says {{status | label}}');
    await page.locator('.desktop').getByText('Tideline says Rejected').waitFor();
    await page.getByText('Unsaved').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved in shipbell.toml').waitFor();
    const [saved] = await asked(page, 'putTemplates');
    assert.equal(saved.channel, 'releases');
    assert.equal(saved.kind, 'app-version');
    assert.equal(saved.templates.title, '{{app.name}} says {{status | label}}');
    assert.equal(await page.getByText('Unsaved').count(), 0, 'the mark goes with saving');
    return page;
  },

  async 'templates: completion offers what this kind has, with what it says now, and closes the braces'(
    open,
  ) {
    const page = await open('feed', { view: 'templates' });
    await edit(page);
    await write(page, 'Title', '');
    await page.keyboard.type('{{');
    assert.equal(await text(page, 'Title'), '{{}}', 'braces come in pairs');
    await page.keyboard.type('sta');
    await settle(page, 400);
    const list = page.getByRole('listbox');
    await list.waitFor();
    assert.match(await list.getByRole('option').first().innerText(), /status\s+REJECTED/, 'with its value');
    await page.keyboard.press('Enter');
    assert.equal(await text(page, 'Title'), '{{status}}');
    await page.keyboard.type(' | ');
    await settle(page, 400);
    await list.waitFor();
    assert.match(await list.getByRole('option').first().innerText(), /^label/, 'filters after the bar');
    await page.keyboard.press('Enter');
    assert.equal(await text(page, 'Title'), '{{status | label}}');
    await page.keyboard.type('}}');
    assert.equal(await text(page, 'Title'), '{{status | label}}', 'and are passed over');
    await settle(page);
    await page.locator('.desktop').getByText('Rejected', { exact: true }).waitFor();
    return page;
  },

  async 'templates: a mistake is underlined at its character, and one click mends it'(open) {
    const page = await open('feed', { view: 'templates' });
    await edit(page);
    await write(page, 'Title', '📱 {{status | lable}}');
    const underlined = page.locator('.cm-lintRange-error');
    await underlined.waitFor();
    assert.equal(await underlined.innerText(), 'lable', 'that word and no other, after a sign of two units');
    await page.getByText(/There is no filter lable/).waitFor();
    await page.getByRole('button', { name: 'Write label' }).click();
    await settle(page);
    assert.equal(await text(page, 'Title'), '📱 {{status | label}}');
    assert.equal(await page.locator('.cm-lintRange').count(), 0);
    await page.locator('.desktop').getByText('📱 Rejected').waitFor();
    return page;
  },

  async 'templates: a whole Echobell template fills all three, and what Apple lacks is explained'(open) {
    const page = await open('feed', { view: 'templates' });
    await edit(page);
    const before = await text(page, 'Title');
    await paste(page, 'Body', ECHOBELL);
    await page.getByText(/^Welcome from Echobell.+stays empty/).waitFor();
    assert.equal(await text(page, 'Title'), '[{{app.name}}] {{status}}');
    assert.equal(await text(page, 'Link'), '{{app.url}}');
    await page.getByText(/^Apple sends no rating: ratings and reviews/).waitFor();
    assert.equal(await page.locator('.cm-lintRange-warning').innerText(), 'rating');
    await page.locator('.desktop').getByText('[Tideline] REJECTED').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await text(page, 'Title'), before, 'taken back whole');
    return page;
  },

  async 'templates: leaving with something unsaved asks first, from inside and from the tray'(open) {
    const page = await open('feed', { view: 'templates' });
    await edit(page);
    await write(page, 'Title', 'Mine');
    await page.keyboard.press('Escape');
    const dialog = page.getByRole('dialog', { name: 'Save before you leave?' });
    await dialog.waitFor();
    await page.getByRole('button', { name: 'Go on writing' }).click();
    assert.equal(await text(page, 'Title'), 'Mine', 'nothing was lost');
    await page.evaluate(() => globalThis.fake.tell({ type: 'show', view: { name: 'feed' } }));
    await dialog.waitFor();
    await page.getByRole('button', { name: 'Save and leave' }).click();
    await page.locator('[data-id="e20"]').waitFor();
    assert.equal((await asked(page, 'putTemplates'))[0].templates.title, 'Mine');
    return page;
  },

  async 'templates: what was unsaved when the panel went away is there again'(open) {
    const page = await open('feed', { view: 'templates' });
    await edit(page);
    await write(page, 'Title', 'Half a thought');
    await page.reload();
    await edit(page);
    await page.getByText(/did not save is here again/).waitFor();
    assert.equal(await text(page, 'Title'), 'Half a thought');
    await page.getByRole('button', { name: 'Discard it' }).click();
    assert.match(await text(page, 'Title'), /app\.name/);
    return page;
  },

  async 'templates: a hand edit shows at once; one beside unsaved words is offered'(open) {
    const page = await open('feed', { view: 'templates' });
    await edit(page);
    const byHand = (title) =>
      page.evaluate(
        (words) =>
          globalThis.fake.answers.putTemplates({
            channel: 'releases',
            kind: 'app-version',
            templates: { title: words, body: 'By hand', link: null },
          }),
        title,
      );
    await byHand('From the file');
    await page.getByText('shipbell.toml was changed, and this is its text now').waitFor();
    assert.equal(await text(page, 'Title'), 'From the file');
    await write(page, 'Title', 'Mine');
    await byHand('From the file again');
    await page.getByText('shipbell.toml was changed while you were writing here.').waitFor();
    assert.equal(await text(page, 'Title'), 'Mine', 'nobody’s words are overwritten');
    await page.getByRole('button', { name: 'Take the file’s' }).click();
    assert.equal(await text(page, 'Title'), 'From the file again');
    return page;
  },

  async 'templates: a bad file is shown with its line and cause, and faults stand at their text'(open) {
    const page = await open('templates-bad', { view: 'templates' });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    assert.match(await alert.innerText(), /Line 12, column 16: There is no level “loud”/);
    assert.match(await alert.innerText(), /The last good settings stay in force/);
    const row = page.getByRole('button', { name: /^App version/ });
    assert.match(await row.innerText(), /There is no filter lable/);
    await page.getByRole('button', { name: 'Show the file' }).click();
    assert.deepEqual(await asked(page, 'reveal'), [{ place: 'settings' }]);
    return page;
  },

  async 'templates: the default comes back, and undo brings the own text again'(open) {
    const page = await open('feed', { view: 'templates' });
    await edit(page);
    const own = await text(page, 'Title');
    await page.getByRole('button', { name: 'Restore default' }).click();
    await page.getByText('Channel releases · As every kind').waitFor();
    assert.equal(await text(page, 'Title'), '{{app.name}}: {{event.headline}}', 'the channel’s own default');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Channel releases · Own text').waitFor();
    assert.equal(await text(page, 'Title'), own);
    return page;
  },

  async 'templates: each system shows what it shows, and says what it cuts off'(open) {
    const page = await open('feed', { view: 'templates' });
    await edit(page);
    await write(
      page,
      'Title',
      '{{app.name}} has a title that no system shows in a single line of its banner',
    );
    await write(page, 'Body', 'one\ntwo\nthree');
    const shown = async (system) => {
      await page.getByRole('radio', { name: system }).check();
      await page.waitForTimeout(50);
      return page.locator('.desktop p').count();
    };
    // A title is one paragraph on macOS, and one for each line elsewhere.
    assert.equal(await shown('macOS'), 3, 'one line of title, two of body');
    await page.getByText('The title is cut off.').waitFor();
    assert.equal(await shown('Windows'), 5, 'two lines of title, three of body');
    assert.equal(await shown('Linux'), 2, 'one and one, folded');
    await page.getByText('Folded, the body ends after 1 line.').waitFor();
    await page.getByRole('button', { name: 'Unfold' }).click();
    assert.equal(await page.locator('.desktop p').count(), 4, 'all three lines unfolded');
    return page;
  },

  async 'templates: any event, the last fifty, and a test banner'(open) {
    const page = await open('feed', { view: 'templates' });
    await edit(page, 'Every kind');
    await write(page, 'Title', 'T {{event.headline}}');
    await page.locator('.desktop').getByText('T Rejected').waitFor();
    await page.getByLabel('Preview with').selectOption('e16');
    await page.locator('.desktop').getByText('T Build is processing').waitFor();
    await page.getByText('The last 50 events, as they would have rung').click();
    await page.locator('details[open]').waitFor();
    await page.waitForTimeout(50);
    await settle(page);
    await page.getByText('T Approved for testing').waitFor();
    await page.getByText(/^\d+ of \d+ would ring\.$/).waitFor();
    await page.getByRole('button', { name: 'Send me a test' }).click();
    await page.getByText('The test was rung').waitFor();
    assert.equal((await asked(page, 'ringDraft'))[0].draft.templates.title, 'T {{event.headline}}');
    return page;
  },

  async 'templates: before anything came, a sample stands in'(open) {
    const page = await open('empty', { view: 'templates' });
    await edit(page);
    await page.locator('.desktop').getByText('Sample · Tideline 3.2.0: Rejected').waitFor();
    const chosen = await page.getByLabel('Preview with').evaluate((list) => list.selectedOptions[0].text);
    assert.equal(chosen, 'A sample');
    return page;
  },

  async 'templates: a channel is made, its condition’s mistake shown, and removed with a way back'(open) {
    const page = await open('feed', { view: 'templates' });
    await page.getByRole('button', { name: 'New channel' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Name').fill('Night');
    await sheet.getByRole('button', { name: 'Crash feedback' }).click();
    await sheet.getByLabel('Condition').fill('status ===!');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.getByText(/After === a value is missing.+every event passes/).waitFor();
    await sheet.getByLabel('Condition').fill('status == "REJECTED"');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Night' }).waitFor();
    const put = (await asked(page, 'putChannel')).at(-1);
    assert.deepEqual(put.channel.kinds, ['crash-feedback']);
    assert.equal(put.channel.condition, 'status == "REJECTED"');
    await page.getByRole('button', { name: 'Edit channel' }).click();
    await sheet.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Channel Night was removed').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Night' }).waitFor();
    return page;
  },

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
    return page;
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
    return page;
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
  await settle(page, 400);
  await page.getByRole('listbox').waitFor();
}

async function fifty(page) {
  await edit(page, 'Every kind');
  await page.getByText('The last 50 events, as they would have rung').click();
  await page.locator('details[open]').waitFor();
  await page.waitForTimeout(50);
  await settle(page);
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
