// App Store Connect in the settings, as a person uses it, before the real engine and a fake Apple; and its views.
import assert from 'node:assert/strict';
import { until } from './engine.mjs';
import { tabTo, tooWide } from './setup.mjs';

const at = { view: 'settings/apple' };
const ISSUER = 'Issuer ID';
const file = (name, text) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
const chooseFile = (page, chosen) => page.locator('input[type=file]').setInputFiles(chosen);
const acts = (page, app) => page.getByRole('group', { name: `Actions: ${app}` });
const card = (page, name) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true, level: 3 }) });

/** A home whose Apple has two apps and a key, and whose public name leads to the door. */
async function harbour(real, { added = true, role } = {}) {
  const apple = (command) => real.apple(command);
  const { app } = await apple({ do: 'app', name: 'Tide Pools', bundle_id: 'example.tidepools', sku: 'TIDE' });
  await apple({ do: 'app', name: 'Lantern', bundle_id: 'example.lantern', sku: 'LAMP' });
  const key = await apple({ do: 'key', ...(role ? { role } : {}) });
  await apple({ do: 'road', from: 'https://bell.example.dev', to: `http://${real.door}` });
  await real.ask('changeSetting', { setting: { name: 'publicUrl', value: 'https://bell.example.dev' } });
  if (added)
    await real.ask('accountAdd', { name: 'Harbour', keyId: key.key_id, issuer: key.issuer, key: key.p8 });
  return { app, key };
}

/** Harbour, with an app connected. */
export async function connected(real) {
  const { app, key } = await harbour(real);
  await real.ask('webhookCreate', { account: null, app, kinds: [], url: null });
  return { app, key };
}

export const flows = {
  async 'a key is chosen as a file, tried by Apple, and refused with its reason until it is right'(
    open,
    real,
  ) {
    const { key } = await harbour(real, { added: false });
    const page = await open(at);
    await tabTo(page, 'Add an API key');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Open that page' }).click();
    const opened = async () => (await real.control('asked')).flatMap(({ openPage }) => openPage ?? []);
    await until(
      async () => (await opened()).some((to) => to.endsWith('/access/integrations/api')),
      'it opens',
    );
    await page.getByRole('button', { name: 'Try it and add it' }).click();
    await page.getByText('Choose the .p8 file, or paste its text.').waitFor();
    assert.equal((await page.asked('accountAdd')).length, 0, 'nothing is asked without a key');

    await chooseFile(page, file(`AuthKey_${key.key_id}.p8`, key.p8));
    assert.equal(await page.getByLabel('Key ID').inputValue(), key.key_id, 'the file’s name says the id');
    await page.getByLabel(ISSUER).fill('57246542-96fe-1a63-e053-0824d011072a');
    await page.getByLabel(ISSUER).press('Enter');
    await page.getByText('Apple does not accept this key').waitFor();
    assert.deepEqual(await real.ask('accountList'), [], 'a key that Apple refuses is not kept');

    await page.getByLabel(ISSUER).fill(key.issuer);
    await page.getByLabel(/^Name/).fill('Harbour');
    await page.keyboard.press('Enter');
    await page.getByText('Apple accepts the key. “Harbour” was added.').waitFor();
    await page.getByRole('heading', { name: 'Tide Pools' }).waitFor();
    assert.equal((await real.ask('accountList'))[0].keyId, key.key_id);
    const html = await page.content();
    assert.ok(!html.includes('PRIVATE KEY'), 'the key’s text is nowhere on the page');
  },

  async 'a pasted key is forgotten with the sending, also where it was refused'(open, real) {
    const { key } = await harbour(real, { added: false });
    const page = await open(at);
    await page.getByRole('button', { name: 'Add an API key' }).click();
    await page.getByRole('button', { name: 'Paste its text' }).click();
    const text = page.getByLabel('Private key');
    await text.fill('-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----');
    await page.getByLabel('Key ID').fill(key.key_id);
    await page.keyboard.press('Enter');
    await page.getByText('The text was not kept on this page. Paste it again.').waitFor();
    await page.getByText('The key was not added').waitFor();
    assert.equal(await text.inputValue(), '');
    await text.fill(key.p8);
    await page.getByLabel(ISSUER).fill(key.issuer);
    await page.keyboard.press('Enter');
    await page.getByText(`Apple accepts the key. “${key.key_id}” was added.`).waitFor();
  },

  async 'a key is dropped anywhere on the page, and the panel stays while it is awaited'(open, real) {
    const { key } = await harbour(real, { added: false });
    const page = await open(at);
    const pins = async () => (await real.control('asked')).flatMap((one) => one.pin ?? []);
    await page.getByRole('button', { name: 'Add an API key' }).click();
    await until(async () => (await pins()).at(-1) === true, 'a file manager must not hide the panel');
    await page.evaluate(
      ([name, text]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], name));
        const how = { bubbles: true, cancelable: true, dataTransfer };
        document.querySelector('header, h1').dispatchEvent(new DragEvent('drop', how));
      },
      [`AuthKey_${key.key_id}.p8`, key.p8],
    );
    await page.getByText(`AuthKey_${key.key_id}.p8`).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await until(async () => (await pins()).at(-1) === false, 'and afterwards it hides as it did');
  },

  async 'an app is connected, pinged, switched off and on, given a new secret, and deleted'(open, real) {
    const { app } = await harbour(real);
    const page = await open(at);
    await page.getByRole('button', { name: 'Connect Tide Pools' }).click();
    await acts(page, 'Tide Pools').waitFor();
    const hooks = async () => real.ask('webhookList', { account: null, app });
    assert.equal((await hooks())[0].endpoint, 'Tide Pools', 'Apple has it, and it is ours');
    assert.equal((await real.ask('endpointList'))[0].appId, app);

    await acts(page, 'Tide Pools').getByRole('button', { name: 'Ring Apple’s test ping' }).click();
    await page.getByText('Apple’s ping came just now').waitFor();

    const posts = page.getByRole('switch', { name: 'Tide Pools: Apple posts here' });
    await posts.click();
    await page.getByText('Switched off at Apple').first().waitFor();
    await until(async () => !(await hooks())[0].enabled, 'Apple posts no longer');
    await posts.click();
    await until(async () => (await hooks())[0].enabled, 'and posts again');

    await acts(page, 'Tide Pools').getByRole('button', { name: 'New secret' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make a new secret' }).click();
    await until(
      async () => (await real.ask('endpointList'))[0].rotated !== null,
      'the endpoint has another secret',
    );
    await real.apple({ do: 'version', app, state: 'REJECTED' });
    await until(
      async () => (await real.ask('feedPage', feed)).events.some(({ kind }) => kind === 'app-version'),
      'what Apple signs with the new secret comes in',
    );

    await acts(page, 'Tide Pools').getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete the webhook of “Tide Pools”?' });
    await page.keyboard.press('Escape');
    assert.equal((await hooks()).length, 1, 'Esc leaves it as it is');
    await acts(page, 'Tide Pools').getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Connect Tide Pools' }).waitFor();
    assert.deepEqual([await hooks(), await real.ask('endpointList')], [[], []], 'gone here and at Apple');
  },

  async 'what a webhook tells of is chosen by keys, and Apple has it so'(open, real) {
    const { app } = await connected(real);
    const hooks = async () => real.ask('webhookList', { account: null, app });
    const everything = (await hooks())[0].eventTypes;
    assert.equal(everything.length, 12, 'without a choice it is everything');
    const page = await open(at);
    const chooser = acts(page, 'Tide Pools').getByRole('button', { name: /^Tells of/ });
    await acts(page, 'Tide Pools').getByRole('button', { name: 'Tells of everything' }).waitFor();
    await tabTo(page, 'Tells of everything');
    await page.keyboard.press('Enter');
    const whole = page.getByRole('checkbox', { name: 'Everything', exact: true });
    assert.equal(await whole.isChecked(), true);
    await whole.focus();
    await page.keyboard.press('Space');
    await page.getByText('Choose at least one.').waitFor();
    const save = page.getByRole('button', { name: 'Save', exact: true });
    await save.focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await page.asked('webhookKinds'), [], 'nothing is no choice');
    for (const name of ['App version', 'Crash feedback']) {
      await page.getByRole('checkbox', { name, exact: true }).focus();
      await page.keyboard.press('Space');
    }

    await real.apple({ do: 'trouble', at: 'PATCH /v1/webhooks', times: 1, trouble: { status: 409 } });
    await save.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('App Store Connect did not do it').waitFor();
    assert.deepEqual((await hooks())[0].eventTypes, everything, 'refused is as it was');
    await page.keyboard.press('Enter');
    await page.getByText('Apple has your choice.').waitFor();
    await until(() => chooser.evaluate((one) => one === document.activeElement), 'the focus is where it was');
    assert.match(await chooser.textContent(), /Tells of 2 kinds/);
    assert.deepEqual(
      (await hooks())[0].eventTypes.sort(),
      ['APP_STORE_VERSION_APP_VERSION_STATE_UPDATED', 'BETA_FEEDBACK_CRASH_SUBMISSION_CREATED'],
      'and so it stands at Apple',
    );

    await chooser.click();
    await whole.click();
    await save.click();
    await acts(page, 'Tide Pools').getByRole('button', { name: 'Tells of everything' }).waitFor();
    assert.deepEqual((await hooks())[0].eventTypes.sort(), [...everything].sort());
  },

  async 'a new secret whose answer was lost is told calmly, and Apple has it in the end'(open, real) {
    const { app } = await connected(real);
    const page = await open(at);
    await acts(page, 'Tide Pools').waitFor();
    await real.apple({ do: 'trouble', at: 'PATCH /v1/webhooks', times: 9, trouble: 'drops' });
    const rotate = async () => {
      await acts(page, 'Tide Pools').getByRole('button', { name: 'New secret' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Make a new secret' }).click();
    };
    await rotate();
    await page.getByText('Both secrets are accepted here').waitFor();
    assert.equal(await page.getByRole('alert').filter({ hasText: /./ }).count(), 0, 'nothing was refused');
    await real.apple({ do: 'calm' });
    await rotate();
    await page.getByText('Apple and this computer have the new secret.').waitFor();
    assert.equal(await page.getByText('Both secrets are accepted here').count(), 0);
    await real.apple({ do: 'version', app, state: 'REJECTED' });
    await until(
      async () => (await real.ask('feedPage', feed)).events.some(({ kind }) => kind === 'app-version'),
      'what Apple signs comes in',
    );
  },

  async 'what others made is shown and left alone'(open, real) {
    const { app } = await harbour(real);
    await real.apple({ do: 'webhook', app, url: 'https://ci.example.com/hooks/secret-path', secret: 'x' });
    const page = await open(at);
    await card(page, 'Tide Pools').getByText('1 webhook made elsewhere').click();
    await card(page, 'Tide Pools').getByText('ci.example.com').waitFor();
    assert.ok(!(await page.content()).includes('secret-path'), 'a path may be somebody’s secret');
    assert.equal(await acts(page, 'Tide Pools').count(), 0, 'no button touches it');
    // Its log may be read, which changes nothing at Apple.
    const of = card(page, 'Tide Pools');
    await of.getByRole('button', { name: /^Read its log/ }).click();
    await of.getByText(/^read into/).waitFor();
    const [hook] = await real.ask('webhookList', { account: null, app });
    assert.equal(hook.endpoint, null, 'it stays somebody else’s');
    assert.ok(hook.watchedBy, 'and is read');
    await of.getByRole('button', { name: /^Stop reading/ }).click();
    await of.getByRole('button', { name: /^Read its log/ }).waitFor();
    assert.deepEqual(await real.ask('endpointList'), []);
  },

  async 'a key without the role says so once it is asked for webhooks'(open, real) {
    await harbour(real, { role: 'developer' });
    const page = await open(at);
    await page.getByText('its role does not allow it').waitFor();
    assert.equal(await page.getByRole('button', { name: /^Connect/ }).count(), 0);
  },

  async 'the delivery log stands beside ours, and what failed is sent again'(open, real) {
    const { app } = await connected(real);
    const page = await open(at);
    await real.apple({ do: 'listens', yes: false });
    await real.apple({ do: 'version', app, state: 'REJECTED' });
    await acts(page, 'Tide Pools').getByRole('button', { name: 'Deliveries' }).click();
    const log = page.getByRole('region', { name: 'Deliveries to Tide Pools' });
    const again = log.getByRole('button', { name: /^Send again/ });
    await until(async () => {
      if ((await again.count()) > 0) return true;
      await log.getByRole('button', { name: 'Read Apple’s log again' }).click();
      return false;
    }, 'Apple’s log tells of the failure');
    await log.getByText('Missing here').waitFor();

    await real.apple({ do: 'trouble', at: 'POST /v1/webhookDeliveries', times: 1, trouble: { status: 409 } });
    await again.click();
    await log.getByRole('alert').getByText('App Store Connect did not do it').waitFor();

    await real.apple({ do: 'listens', yes: true });
    await again.click();
    await log.getByText('Asked for. It comes as a new line.').waitFor();
    await log.getByText('sent again').waitFor();
    await until(
      async () => (await real.ask('feedPage', feed)).events.some(({ kind }) => kind === 'app-version'),
      'the event is in the feed',
    );
    await log.getByText('In the feed').first().waitFor();
  },

  async 'what was missed is looked for, found and told in words'(open, real) {
    const { app } = await connected(real);
    await real.apple({ do: 'listens', yes: false });
    await real.apple({ do: 'version', app, state: 'REJECTED' });
    const page = await open(at);
    const missed = page.getByRole('group', { name: 'Look for what was missed' });
    const look = missed.getByRole('button', { name: 'Look now' });
    await until(async () => {
      await look.click();
      await missed.getByText(/Nothing was missed|missed delivery found/).waitFor();
      return (await missed.getByText('1 missed delivery found').count()) > 0;
    }, 'Apple’s log has it as soon as its letter failed');
    await until(
      async () => (await real.ask('feedPage', feed)).events.some(({ kind }) => kind === 'app-version'),
      'it is in the feed',
    );
    await look.click();
    await missed.getByText('Nothing was missed.').waitFor();
  },

  async 'a key is removed after a question, and its webhooks stay at Apple'(open, real) {
    await connected(real);
    const page = await open(at);
    await page.getByRole('button', { name: 'Remove Harbour' }).click();
    await page.getByRole('dialog').getByText('Webhooks stay at Apple').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the key' }).click();
    await page.getByText('No API key yet').waitFor();
    await until(async () => (await real.ask('accountList')).length === 0, 'the key is gone');
    assert.equal((await real.ask('endpointList')).length, 1, 'the endpoint goes on');
  },
};

const feed = {
  before: null,
  limit: 50,
  filter: { search: null, app: null, kind: null, channel: null, unread: false },
};

export const hard = {
  async 'a switch that Apple refuses goes back and says why'(open) {
    const page = await open('refusing', at);
    const posts = page.getByRole('switch', { name: 'Tideline: Apple posts here' });
    assert.equal(await posts.isChecked(), true);
    await posts.click();
    await page.getByText('asked too often').waitFor();
    assert.equal(await posts.isChecked(), true, 'a refused change must not stand as if it held');
  },

  async 'without a public address nothing is connected, and the way to one is shown'(open) {
    const page = await open('apple-address', at);
    const connect = page.getByRole('button', { name: 'Connect Lantern' });
    // It can be reached by keys, so that it says why, and does nothing.
    await connect.focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await page.asked('webhookCreate'), []);
    await page.getByRole('button', { name: 'Set the public address' }).click();
    await page.getByRole('heading', { name: 'Connection', level: 1 }).waitFor();
  },

  async 'a time that nobody can know is told at its app and at its endpoint'(open) {
    const page = await open('lost', at);
    await card(page, 'Tideline').getByText('can’t be known').waitFor();
    const other = await open('lost', { view: 'settings/endpoints' });
    await other.getByText('can’t be known').waitFor();
  },

  async 'what Apple last refused a key for stands at the key'(open) {
    const page = await open('apple-fault', at);
    await page.getByText('Apple refused this key').waitFor();
    await page.getByText('Is it revoked').waitFor();
  },

  async 'App Store Connect fits the narrowest panel, also with text twice as large'(open) {
    for (const [state, act] of [
      ['apple-many', logOpen],
      ['apple-none', adding],
      ['apple', looked],
      ['apple', choosing],
    ]) {
      for (const text of [100, 200]) {
        const page = await open(state, { ...at, width: 320, text });
        await act(page);
        await page.waitForTimeout(50);
        assert.deepEqual(await tooWide(page), [], `${state} at ${text} %`);
      }
    }
  },
};

const adding = (page) => page.getByRole('button', { name: 'Add an API key' }).click();
const chosen = async (page) => {
  await adding(page);
  await chooseFile(page, file('AuthKey_2X9R4HXF34.p8', 'not a key'));
  await page.getByText('AuthKey_2X9R4HXF34.p8').waitFor();
};
const refusedKey = async (page) => {
  await chosen(page);
  await page.getByRole('button', { name: 'Try it and add it' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'does not accept' });
  await alert.waitFor();
  await alert.evaluate((one) => one.scrollIntoView({ block: 'center' }));
};
const pasting = async (page) => {
  await adding(page);
  await page.getByRole('button', { name: 'Paste its text' }).click();
};
const logOpen = async (page) => {
  await acts(page, 'Tideline').getByRole('button', { name: 'Deliveries' }).click();
  const log = page.getByRole('region', { name: 'Deliveries to Tideline' });
  await log.getByText('Missing here').first().waitFor();
  await log.evaluate((one) => one.scrollIntoView({ block: 'start' }));
};
const looked = async (page) => {
  await page.getByRole('button', { name: 'Look now' }).click();
  await page.getByText('This can’t be known').waitFor();
  await page.getByText('It is tried again by itself').evaluate((one) => one.scrollIntoView({ block: 'end' }));
};
const others = async (page) => {
  await page.getByText('2 webhooks made elsewhere').click();
  await page.getByText('Shipbell leaves them').evaluate((one) => one.scrollIntoView({ block: 'end' }));
};
const choosing = async (page) => {
  await acts(page, 'Fernway').getByRole('button', { name: 'Tells of 3 kinds' }).click();
  await page
    .getByRole('button', { name: 'Save', exact: true })
    .evaluate((one) => one.scrollIntoView({ block: 'end' }));
};
const unsettled = async (page) => {
  await acts(page, 'Tideline').getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make a new secret' }).click();
  await page.getByText('Both secrets are accepted').waitFor();
};
const removing = (page) => page.getByRole('button', { name: 'Remove Harbour Studio' }).click();

const both = (name, state, act, options = {}) =>
  ['light', 'dark'].map((colorScheme) => ({
    name: `${name}-${colorScheme}`,
    state,
    options: { ...at, colorScheme, ...options },
    ...(act ? { act } : {}),
  }));

export const views = [
  ...both('apple-none', 'apple-none'),
  ...both('apple-add', 'apple-none', adding, { height: 900 }),
  ...both('apple-add-file', 'apple-none', chosen),
  ...both('apple-add-paste', 'apple-none', pasting),
  ...both('apple-add-refused', 'apple-refused', refusedKey),
  ...both('apple-apps', 'apple', undefined, { height: 900 }),
  ...both('apple-others', 'apple', others),
  ...both('apple-many', 'apple-many'),
  ...both('apple-role', 'apple-role'),
  ...both('apple-asking', 'apple-asking'),
  ...both('apple-no-apps', 'apple-no-apps'),
  ...both('apple-log', 'apple', logOpen),
  ...both('apple-kinds', 'apple', choosing),
  ...both('apple-unsettled', 'apple-unsettled', unsettled),
  ...both('apple-missed', 'apple', looked),
  ...both('apple-lost', 'lost'),
  ...both('apple-fault', 'apple-fault'),
  ...both('apple-address', 'apple-address'),
  { name: 'apple-remove', state: 'apple', options: at, act: removing },
  { name: 'apple-wide', state: 'apple', options: { ...at, width: 900 }, act: logOpen },
  { name: 'apple-text-200', state: 'apple', options: { ...at, width: 320, text: 200 }, act: logOpen },
  { name: 'apple-contrast', state: 'apple', options: { ...at, contrast: 'more' }, act: logOpen },
];
