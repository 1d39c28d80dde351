// The set-up as a person walks it, and its views.
import assert from 'node:assert/strict';
import { until } from './engine.mjs';

/** Goes with Tab to a control that is named so, as somebody without a mouse does. */
export async function tabTo(page, name) {
  const seen = [];
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const at = document.activeElement;
      return at?.getAttribute('aria-label') ?? at?.labels?.[0]?.textContent ?? at?.textContent ?? '';
    });
    const said = here.replace(/\s+/g, ' ').trim();
    if (said === name || said.startsWith(name)) return;
    seen.push(said);
  }
  assert.fail(`Tab never reaches “${name}”; it came by ${seen.slice(0, 20).join(' | ')}`);
}

export const focusedId = (page) => page.evaluate(() => document.activeElement?.id ?? '');
export const step = (page, name) => page.getByRole('button', { name: new RegExp(`^${name} ?,`) });
const copied = async (real) => (await real.control('asked')).flatMap(({ copy }) => copy ?? []);

export async function focusComes(page, id, why) {
  await page
    .waitForFunction((wanted) => document.activeElement?.id === wanted, id, { timeout: 5000 })
    .catch(async () => assert.fail(`${why}; the focus is at “${await focusedId(page)}”`));
}

/** Picks the way by hand, as whoever has no key does. */
const byHand = (page) => page.getByRole('radio', { name: 'By hand' }).check();

/** A home where everything up to the public address is done. */
async function addressed(real) {
  await real.ask('setupStep', { step: 'banner-seen' });
  await real.ask('endpointAdd', { name: 'Tideline', appId: null });
  await real.ask('changeSetting', { setting: { name: 'publicUrl', value: 'https://bell.example.dev' } });
}

export const flows = {
  async 'the set-up is walked by keyboard to the green ping'(open, real) {
    const page = await open({ view: 'setup' });
    const press = async (name) => {
      await tabTo(page, name);
      await page.keyboard.press('Enter');
    };
    const silent = async (why) =>
      assert.equal(await page.getByRole('heading', { name: 'You heard it' }).count(), 0, why);
    await press('Show a test banner');
    await page.getByText('Did a banner appear?').waitFor();
    assert.equal((await real.control('banners')).length, 1, 'it did');
    await press('I saw it');
    await focusComes(page, 'step-key', 'a proven step hands the focus to the next');
    await page.getByText('Notifications: done. Next: API key.').waitFor({ state: 'attached' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.locator('#step-endpoint[aria-expanded="true"]').waitFor();
    assert.equal(
      await page.evaluate(() => document.activeElement?.value),
      'hand',
      'the focus stays where the way was picked',
    );

    await tabTo(page, 'Name of the app');
    await page.keyboard.type('Tideline');
    await page.keyboard.press('Enter');
    await page.getByText('The secret is shown this once').waitFor();
    assert.equal(await page.getByText('••••').count(), 1, 'the secret lies behind dots at first');
    await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Continue');
    await page.keyboard.press('Enter');
    await focusComes(page, 'step-address', 'the person goes on when they have seen the secret');

    await tabTo(page, 'Public address');
    await page.keyboard.type('bell.example.dev');
    await page.keyboard.press('Enter');
    await focusComes(page, 'step-paste', 'the proof opens the next step');
    assert.match(real.settings(), /"https:\/\/bell\.example\.dev\/?"/, 'the address stands in the file');
    assert.ok((await real.ask('status')).proven, 'saving proves at once');

    await press('Copy: Payload URL');
    await press('Copy: Secret');
    await until(async () => (await copied(real)).length === 2, 'both reach the clipboard');
    const [url, secret] = await copied(real);
    assert.match(url, /^https:\/\/bell\.example\.dev\/hooks\/[0-9a-zA-Z_-]{20,}$/);
    assert.match(secret, /^[0-9a-f]{64}$/, 'the secret can be copied without being shown');
    await press('I pasted both');
    await focusComes(page, 'step-ping', 'pasting leads to the wait');
    assert.equal(await step(page, 'App Store Connect').getAttribute('aria-expanded'), 'false');
    await page.getByText('Waiting for Apple’s ping').waitFor();
    await silent('nothing is celebrated before the ping came');

    await press('Ring a sample meanwhile');
    await page.getByText('A sample rang.').waitFor();
    await silent('a sample is not Apple’s ping');
    await real.control('deliver', { sample: 'ping', endpoint: 'Tideline' });
    await page.getByRole('heading', { name: 'You heard it' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'You heard it');
    await page.getByRole('img', { name: '5 of 5 proven' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page
      .getByRole('main', { name: 'Events' })
      .or(page.getByRole('region', { name: 'Events' }))
      .first()
      .waitFor();
    await until(async () => (await real.ask('setup')).over, 'it is not offered again');
  },

  async 'a secret is shown once, and afterwards only replaced'(open, real) {
    await addressed(real);
    await real.ask('prove', { endpoint: null });
    const page = await open({ view: 'setup' });
    assert.equal(await page.getByRole('button', { name: 'Copy: Secret' }).count(), 0, 'it was shown before');
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    const copy = page.getByRole('button', { name: 'Copy: Secret' });
    await copy.waitFor();
    await page.getByRole('button', { name: 'Show the secret' }).click();
    await page.getByText(/^[0-9a-f]{64}$/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Hear your first bell' }).waitFor({ state: 'hidden' });
    await real.control('show', { view: { name: 'setup' } });
    await page.getByRole('button', { name: 'Make a new secret' }).waitFor();
    assert.equal(await page.getByText(/[0-9a-f]{64}/).count(), 0, 'whoever comes later can’t read it');
    assert.equal(await copy.count(), 0);
  },

  async 'a second visit is not in the way'(open, real) {
    await addressed(real);
    await real.ask('prove', { endpoint: null });
    await real.control('deliver', { sample: 'ping', endpoint: 'Tideline' });
    await real.ask('setupStep', { step: 'over' });
    const page = await open({ view: 'setup' });
    await page.getByRole('img', { name: /of 5 proven/ }).waitFor();
    assert.equal(
      await page.locator('[aria-expanded="true"]').count(),
      0,
      'what was ended asks for nothing by itself',
    );
    assert.equal(await page.getByRole('heading', { name: 'You heard it' }).count(), 0);
    await step(page, 'Notifications').click();
    await page.getByRole('button', { name: 'Show it again' }).waitFor();
    await page.getByRole('button', { name: 'Back to events' }).click();
    assert.deepEqual(await page.asked('setupStep'), [], 'looking changes nothing');
  },

  async 'the set-up goes on where it was left'(open, real) {
    const goesOnAt = async (at) => {
      const page = await open({ view: 'setup' });
      await page.locator(`#step-${at}[aria-expanded="true"]`).waitFor();
      await page.getByRole('button', { name: 'Skip this step' }).click();
      assert.equal(await page.locator(`#step-${at}`).getAttribute('aria-expanded'), 'false');
    };
    await real.ask('setupStep', { step: 'banner-seen' });
    await goesOnAt('key');
    await real.ask('endpointAdd', { name: 'Tideline', appId: null });
    await goesOnAt('address');
    await real.ask('changeSetting', { setting: { name: 'publicUrl', value: 'https://bell.example.dev' } });
    await real.ask('prove', { endpoint: null });
    await goesOnAt('paste');
  },

  async 'each reason why an address is not proven says what to do'(open, real) {
    await real.control('way', { lost: 'dns' });
    await addressed(real);
    const told = new Set();
    const page = await open({ view: 'setup' });
    // Shipbell tries by itself, and the reason stands here without a press.
    await until(async () => (await reason(page)) === 'This name leads nowhere', 'its own try is told');
    await page.getByRole('button', { name: 'Prove now' }).waitFor();
    const causes = 'dns tls unreachable timed-out not-found interstitial tunnel-down other-instance strange';
    for (const lost of causes.split(' ')) {
      await real.control('way', { lost });
      await page.getByRole('button', { name: /^Prove (now|again)$/ }).click();
      // While it is asked no reason stands there; that is none of its own.
      const own = async () => (await reason(page)) !== undefined && !told.has(await reason(page));
      await until(own, `${lost} has words of its own`);
      told.add(await reason(page));
      const expanded = await step(page, 'Public address').getAttribute('aria-expanded');
      assert.equal(expanded, 'true', `${lost} keeps the step open`);
    }
    await real.control('way', {});
    // It may be found by itself first.
    await page
      .getByRole('button', { name: 'Prove again' })
      .click({ timeout: 2000 })
      .catch(() => undefined);
    await focusComes(page, 'step-paste', 'a way that is found leads on');
  },

  async 'what is wrong stands at its field'(open, real) {
    await real.ask('setupStep', { step: 'banner-seen' });
    const page = await open({ view: 'setup' });
    await byHand(page);
    await page.getByRole('button', { name: 'Make the address' }).click();
    const name = page.getByLabel('Name of the app');
    assert.equal(await name.getAttribute('aria-invalid'), 'true', 'a name is needed');
    await name.fill('Tideline');
    await page.getByLabel('Apple ID').fill('com.example.app');
    await page.keyboard.press('Enter');
    await page.getByText('An app’s Apple ID is a number').waitFor();
    assert.deepEqual(await real.ask('endpointList'), [], 'nothing was made');
    assert.equal(
      await page.getByLabel('Apple ID').evaluate((field) => field === document.activeElement),
      true,
      'the focus goes to what is wrong',
    );
    await page.getByLabel('Apple ID').fill('');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Public address', { exact: true }).fill('http://bell.example.dev');
    await page.keyboard.press('Enter');
    await page.getByText('Apple could not reach this address').waitFor();
    assert.equal((await real.ask('settings')).publicUrl, null, 'only https can be saved');
  },

  async 'who sees no banner is told where to look'(open, real) {
    await real.control('host', { notifications: 'absent' });
    const page = await open({ view: 'setup' });
    await page.getByText('Nothing here shows notifications').waitFor();
    await page.getByRole('button', { name: 'Show a test banner' }).click();
    await page.getByText('This desktop shows no notifications').waitFor();
    await page.getByRole('button', { name: 'Skip this step' }).click();
    await focusComes(page, 'step-key', 'it can be skipped');

    await real.control('host', { notifications: 'allowed' });
    const other = await open({ view: 'setup' });
    await other.getByRole('button', { name: 'Show a test banner' }).click();
    await other.getByRole('button', { name: 'I saw nothing' }).click();
    await other.getByText('may hide it').waitFor();
    await other.getByRole('button', { name: 'Show it again' }).waitFor();
  },
};

const reason = (page) =>
  page.evaluate(() => document.querySelector('.state.bad strong')?.textContent ?? undefined);

export const hard = {
  async 'a locked keychain makes no endpoint and says so'(open) {
    const page = await open('setup-locked', { view: 'setup' });
    await byHand(page);
    await page.getByLabel('Name of the app').fill('Tideline');
    await page.keyboard.press('Enter');
    await page.getByText('The keychain is locked').waitFor();
    assert.equal(await page.getByLabel('Name of the app').inputValue(), 'Tideline', 'what was typed stays');
  },

  async 'an address behind a door that is closed is not proven, and says so'(open) {
    const page = await open('unproven-door-closed', { view: 'setup' });
    await page.getByRole('button', { name: 'Prove now' }).click();
    await page.getByRole('button', { name: 'Prove again' }).waitFor();
    assert.equal(await step(page, 'Public address').getAttribute('aria-expanded'), 'true');
  },

  async 'the set-up fits the narrowest panel, also with text twice as large'(open) {
    const states = 'first setup-key setup-endpoint setup-address setup-waiting setup-done';
    for (const state of [...states.split(' '), 'setup-key-apps', 'setup-key-waiting']) {
      const page = await open(state, { view: 'setup', width: 320, text: 200 });
      if (state === 'setup-endpoint') await byHand(page);
      assert.deepEqual(await tooWide(page), [], state);
    }
  },
};

/** What is wider than the window lets it be. */
export function tooWide(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('main, main *, header, footer')]
      .filter((one) => one.checkVisibility() && !one.closest('.unseen, .dots, pre'))
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .map((one) => `${one.tagName}.${one.className}: ${one.textContent?.slice(0, 30)}`),
  );
}

const both = (name, state, options = {}) =>
  ['light', 'dark'].map((colorScheme) => ({
    name: `${name}-${colorScheme}`,
    state,
    options: { view: 'setup', colorScheme, ...options },
  }));
const pasted = (page) => page.getByRole('button', { name: 'I pasted both' }).click();
const prove = (page) => page.getByRole('button', { name: 'Prove now' }).click();
const made = async (page) => {
  await byHand(page);
  await page.getByLabel('Name of the app').fill('Tideline');
  await page.keyboard.press('Enter');
  await page.getByText('The secret is shown this once').waitFor();
};

export const views = [
  ...both('setup-first', 'first'),
  { name: 'setup-secret', state: 'setup-endpoint', options: { view: 'setup' }, act: made },
  { name: 'setup-address', state: 'setup-address', options: { view: 'setup', colorScheme: 'dark' } },
  { name: 'setup-paste', state: 'setup-waiting', options: { view: 'setup', height: 860 } },
  ...both('setup-ping', 'setup-waiting').map((view) => ({ ...view, act: pasted })),
  ...both('setup-done', 'setup-done'),
  { name: 'setup-again', state: 'feed', options: { view: 'setup', colorScheme: 'dark' } },
  { name: 'setup-unproven', state: 'unproven-interstitial', options: { view: 'setup' }, act: prove },
  { name: 'setup-denied', state: 'setup-denied', options: { view: 'setup' } },
  {
    name: 'setup-contrast',
    state: 'setup-address',
    options: { view: 'setup', contrast: 'more', colorScheme: 'dark' },
  },
  {
    name: 'setup-text-200',
    state: 'setup-endpoint',
    options: { view: 'setup', width: 320, text: 200 },
    act: byHand,
  },
];
