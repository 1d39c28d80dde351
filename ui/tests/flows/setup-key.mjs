// The set-up with an API key, as a person walks it, before the real engine and a fake Apple; and its views.
import assert from 'node:assert/strict';
import { until } from './engine.mjs';
import { focusComes, step, tabTo } from './setup.mjs';

const at = { view: 'setup' };
const URL = 'https://bell.example.dev';

/** A home that shows banners, before an Apple with a key and these apps, whose public name leads to the door. */
async function harbour(real, { apps = ['Tide Pools', 'Lantern'], role } = {}) {
  const made = {};
  for (const name of apps) {
    const sku = name.toUpperCase().replaceAll(' ', '');
    const { app } = await real.apple({ do: 'app', name, bundle_id: `example.${sku.toLowerCase()}`, sku });
    made[name] = app;
  }
  const key = await real.apple({ do: 'key', ...(role ? { role } : {}) });
  await real.apple({ do: 'road', from: URL, to: `http://${real.door}` });
  return { apps: made, key };
}

const banner = (real) => real.ask('setupStep', { step: 'banner-seen' });
const addKey = (real, key) =>
  real.ask('accountAdd', { name: 'Harbour', keyId: key.key_id, issuer: key.issuer, key: key.p8 });
const address = (real) => real.ask('changeSetting', { setting: { name: 'publicUrl', value: URL } });
const rang = (page) => page.getByRole('heading', { name: 'You heard it' });
const chooseFile = (page, { key_id, p8 }) =>
  page.locator('input[type=file]').setInputFiles({
    name: `AuthKey_${key_id}.p8`,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(p8),
  });

export const flows = {
  async 'set-up with a key: by keyboard alone, from the first run to the green ping, with one paste'(
    open,
    real,
  ) {
    const { apps, key } = await harbour(real);
    const page = await open();
    const press = async (name) => {
      await tabTo(page, name);
      await page.keyboard.press('Enter');
    };
    await press('Show a test banner');
    await page.getByText('Did a banner appear?').waitFor();
    await press('I saw it');
    await focusComes(page, 'step-key', 'the key comes next');
    await press('Paste its text');
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await page.keyboard.insertText(key.p8);
    await tabTo(page, 'Key ID');
    await page.keyboard.type(key.key_id);
    await tabTo(page, 'Issuer ID');
    await page.keyboard.type(key.issuer);
    await page.keyboard.press('Enter');
    await focusComes(page, 'step-address', 'Apple accepted the key');
    assert.ok(!(await page.content()).includes('PRIVATE KEY'), 'the key’s text is nowhere on the page');

    await tabTo(page, 'Public address');
    await page.keyboard.type('bell.example.dev');
    await page.keyboard.press('Enter');
    await focusComes(page, 'step-apps', 'the address is saved; its proof needs a webhook');
    await step(page, 'Public address').getByText('not proven yet', { exact: true }).waitFor();

    await page.getByRole('checkbox', { name: 'Tide Pools' }).and(page.locator(':enabled')).waitFor();
    // Its initial stands before its name, for the eye alone.
    await tabTo(page, 'T Tide Pools');
    await page.keyboard.press('Space');
    await press('Make 1 webhook');
    await focusComes(page, 'step-ping', 'the webhook is made and the address proven by it');
    const [hook] = await real.ask('webhookList', { account: null, app: apps['Tide Pools'] });
    assert.equal(hook.endpoint, 'Tide Pools', 'Apple has it, and it is ours');
    assert.ok((await real.ask('status')).proven, 'the address is proven with its secret');
    await rang(page).waitFor();
    await page.getByRole('img', { name: '5 of 5 proven' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'You heard it');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until(async () => (await real.ask('setup')).over, 'it is not offered again');
  },

  async 'set-up with a key: by hand first and back, with the file and two apps'(open, real) {
    const { apps, key } = await harbour(real);
    await banner(real);
    const page = await open(at);
    await page.getByRole('radio', { name: 'By hand' }).check();
    await page.getByRole('button', { name: 'Make the address' }).waitFor();
    await page.getByRole('radio', { name: 'With an API key' }).check();
    await chooseFile(page, key);
    assert.equal(await page.getByLabel('Key ID').inputValue(), key.key_id, 'the file’s name says the id');
    await page.getByLabel('Issuer ID').fill(key.issuer);
    await page.getByLabel(/^Name/).fill('Harbour');
    await page.getByRole('button', { name: 'Try it and add it' }).click();
    await page.getByLabel('Public address', { exact: true }).fill(URL);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Tick all' }).click();
    // Nothing is green before Apple's ping came.
    await real.apple({ do: 'hold' });
    await page.getByRole('button', { name: 'Make 2 webhooks' }).click();
    await page.getByText('Waiting for Apple’s ping').waitFor();
    const pings = page.getByRole('list', { name: 'Apple’s pings' });
    await pings.getByText('Waiting for it').first().waitFor();
    assert.equal(await rang(page).count(), 0, 'that it was asked for is no ping');
    await real.apple({ do: 'release' });
    await rang(page).waitFor();
    await page.getByRole('button', { name: /^Apple’s ping/ }).click();
    assert.equal(await pings.getByText('arrived').count(), 2, 'each app rang');
    for (const app of Object.values(apps))
      assert.equal((await real.ask('webhookList', { account: null, app })).length, 1);
  },

  async 'set-up with a key: a key that Apple refuses is not kept, and the other way stays open'(open, real) {
    const { key } = await harbour(real);
    await banner(real);
    const page = await open(at);
    await chooseFile(page, key);
    await page.getByLabel('Issuer ID').fill('57246542-96fe-1a63-e053-0824d011072a');
    await page.getByRole('button', { name: 'Try it and add it' }).click();
    await page.getByText('Apple does not accept this key').waitFor();
    assert.deepEqual(await real.ask('accountList'), []);
    assert.equal(await step(page, 'API key').getAttribute('aria-expanded'), 'true', 'it can be mended here');
    await page.getByRole('radio', { name: 'By hand' }).check();
    await page.getByLabel('Name of the app').fill('Tideline');
    await page.keyboard.press('Enter');
    await page.getByText('The secret is shown this once').waitFor();
  },

  async 'set-up with a key: an app whose webhooks are full says so, and the others are made'(open, real) {
    const { apps, key } = await harbour(real);
    for (let number = 0; number < 10; number++)
      await real.apple({
        do: 'webhook',
        app: apps.Lantern,
        url: `https://ci.example.com/${number}`,
        secret: 'x',
      });
    await banner(real);
    await addKey(real, key);
    await address(real);
    const page = await open(at);
    await page.getByRole('button', { name: 'Tick all' }).click();
    await page.getByRole('button', { name: 'Make 2 webhooks' }).click();
    const row = (name) => page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
    await row('Lantern').getByRole('alert').filter({ hasText: 'ten webhooks' }).waitFor();
    await row('Tide Pools').getByText('Apple has its webhook').waitFor();
    assert.deepEqual(
      (await real.ask('endpointList')).map(({ name }) => name),
      ['Tide Pools'],
      'what Apple refused leaves nothing behind',
    );
    await page.getByRole('button', { name: 'Continue' }).click();
    await rang(page).waitFor();
  },

  async 'set-up with a key: what is there counts as done on a second visit'(open, real) {
    const { apps, key } = await harbour(real);
    await banner(real);
    await addKey(real, key);
    const first = await open(at);
    await first.locator('#step-address[aria-expanded="true"]').waitFor();
    await address(real);
    await real.ask('webhookCreate', { account: null, app: apps['Tide Pools'], kinds: [], url: null });
    await real.ask('prove', { endpoint: null });
    const page = await open(at);
    await rang(page).waitFor();
    await page.getByRole('img', { name: '5 of 5 proven' }).waitFor();
  },

  async 'set-up with a key: an address that leads nowhere is told before Apple is asked to ring'(open, real) {
    const { key } = await harbour(real, { apps: ['Tide Pools'] });
    await banner(real);
    await addKey(real, key);
    await address(real);
    await real.control('way', { lost: 'tunnel-down' });
    const page = await open(at);
    const only = page.getByRole('checkbox', { name: 'Tide Pools' });
    await only.and(page.locator(':checked')).waitFor();
    await page.getByRole('button', { name: 'Make 1 webhook' }).click();
    await focusComes(page, 'step-address', 'the reason stands at the address');
    await page.locator('.over').getByText('The tunnel answers, but nothing is behind it').waitFor();
    assert.deepEqual(await page.asked('webhookPing'), [], 'a ping could not come');
    await real.control('way', {});
    // It may be found by itself first.
    await page
      .getByRole('button', { name: 'Prove again' })
      .click({ timeout: 2000 })
      .catch(() => undefined);
    await rang(page).waitFor();
  },

  async 'set-up with a key: a key without the role says so before anything is ticked'(open, real) {
    const { key } = await harbour(real, { role: 'developer' });
    await banner(real);
    await addKey(real, key);
    await address(real);
    const page = await open(at);
    await page.getByText('its role does not allow it').waitFor();
    await page.getByRole('button', { name: 'Skip this step' }).waitFor();
  },
};

export const hard = {};

const both = (name, state, act, options = {}) =>
  ['light', 'dark'].map((colorScheme) => ({
    name: `setup-${name}-${colorScheme}`,
    state,
    options: { ...at, colorScheme, ...options },
    ...(act ? { act } : {}),
  }));
const full = async (page) => {
  await page.getByRole('button', { name: 'Tick all' }).click();
  await page.getByRole('button', { name: 'Make 3 webhooks' }).click();
  await page.getByText('ten webhooks').waitFor();
};
const there = (page) => step(page, 'API key').click();

export const views = [
  ...both('key', 'setup-key', undefined, { height: 900 }),
  ...both('key-apps', 'setup-key-apps'),
  ...both('key-full', 'setup-key-apps', full),
  ...both('key-ping', 'setup-key-waiting'),
  { name: 'setup-key-there', state: 'setup-key-waiting', options: at, act: there },
  { name: 'setup-key-320', state: 'setup-key-apps', options: { ...at, width: 320, text: 200 } },
];
