// The way in: the tunnel that is chosen, what the header says of it, and the doctor; and their views.
import assert from 'node:assert/strict';
import { until } from './engine.mjs';
import { tabTo, tooWide } from './setup.mjs';

const at = { view: 'settings/connection' };
const doctor = { view: 'doctor' };
const way = (page, name) => page.getByRole('radio', { name: new RegExp(`^${name}`) });

/** A program that tells an address as a tunnel's does, or ends at once. */
const TELLS = 'sh -c "echo ready at https://bell.example.dev; exec sleep 600"';
const ENDS = 'sh -c "echo nobody is there; exit 3"';
const tideline = (real) => real.ask('endpointAdd', { name: 'Tideline', appId: null });

export const flows = {
  async 'a tunnel is run as it was chosen, proven by itself, and given up again'(open, real) {
    await tideline(real);
    const page = await open(at);
    await way(page, 'Another command').check();
    await page.getByLabel('Command', { exact: true }).fill(TELLS);
    await page.getByLabel(/^Pattern/).fill('ready at (https://\\S+)');
    await page.getByLabel(/^Secret/).fill('open sesame');
    await page.keyboard.press('Enter');
    await page.getByText('Up', { exact: true }).waitFor();
    await page.getByText('Proven from outside', { exact: true }).waitFor();
    const told = await real.ask('tunnel');
    assert.deepEqual([told.kind, told.kept, told.url], ['command', ['secret'], 'https://bell.example.dev']);
    assert.equal((await real.ask('status')).publicUrl, 'https://bell.example.dev');
    assert.match(real.settings(), /kind = "command"/);
    assert.ok(!real.settings().includes('sesame'), 'a secret is in no file of settings');
    assert.equal(await page.getByLabel(/^Secret/).inputValue(), '', 'and stays on no page');
    await page.getByText('What the program said').click();
    await page.getByText('ready at https://bell.example.dev').last().waitFor();

    await page.getByLabel('Command', { exact: true }).fill(ENDS);
    await page.getByRole('button', { name: 'Save and restart' }).click();
    await page.getByText('Waiting to start again').waitFor();
    await page.getByText(/^Next try (in \d+ s|now)$/).waitFor();
    await page.locator('.over').getByText('and said: "nobody is there"').waitFor();
    assert.deepEqual((await real.ask('tunnel')).kept, ['secret'], 'what was kept is kept');

    const feed = await open();
    await feed.getByRole('heading', { name: 'Needs your attention' }).waitFor();
    await feed.getByRole('alert').getByText('The tunnel is down').waitFor();
    await feed.getByRole('button', { name: 'Restart the tunnel' }).click();
    assert.equal((await feed.asked('tunnelRestart')).length, 1);

    await way(page, 'An address I have').check();
    await page.getByRole('button', { name: 'Use an address of mine' }).click();
    await page.getByLabel('Public address', { exact: true }).waitFor();
    const none = await real.ask('tunnel');
    assert.deepEqual([none.kind, none.kept], [null, []], 'nothing of it is left');
  },

  async 'a tunnel that is wanted wrongly says what is wrong'(open, real) {
    const page = await open(at);
    await way(page, 'Another command').check();
    await page.getByLabel('Command', { exact: true }).fill(TELLS);
    await page.keyboard.press('Enter');
    await page.getByText('It can’t run like this').waitFor();
    await page.locator('.over').getByText('The tunnel needs "pattern"').waitFor();
    assert.equal((await real.ask('tunnel')).phase, 'refused');
  },

  async 'the way in is lost, told with its reason, and proven again'(open, real) {
    await tideline(real);
    await real.ask('changeSetting', { setting: { name: 'publicUrl', value: 'https://bell.example.dev' } });
    await real.control('way', { lost: 'dns' });
    await real.ask('prove', { endpoint: null });
    const page = await open();
    await page.getByRole('heading', { name: 'Needs your attention' }).waitFor();
    await page.getByRole('alert').getByText('This name leads nowhere').waitFor();
    await real.control('way', {});
    await page.getByRole('button', { name: 'Prove again' }).click();
    await page.getByRole('heading', { name: 'Listening', exact: true }).waitFor();
    assert.equal((await real.ask('status')).health, 'proven');
  },

  async 'the doctor says of each part what was seen'(open, real) {
    await tideline(real);
    const page = await open(doctor);
    const parts = page.getByRole('list', { name: 'Parts of the way' }).getByRole('listitem');
    await parts.first().waitFor();
    const { hops } = await real.ask('doctor');
    assert.equal(await parts.count(), hops.length);
    for (const { proof } of hops.filter(({ hop }) => hop === 'database' || hop === 'port'))
      await page.getByText(proof, { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Copy the report' }).click();
    await until(
      async () => (await real.control('asked')).some(({ copy }) => copy?.includes('### Doctor')),
      'the report reaches the clipboard',
    );
    await real.control('show', { view: { name: 'feed' } });
    await page.getByRole('heading', { name: 'Doctor' }).waitFor({ state: 'hidden' });
    await real.control('show', { view: { name: 'doctor' } });
    await page.getByRole('heading', { name: 'Doctor' }).waitFor();
  },

  async 'how long a silence may be stands in the file'(open, real) {
    const page = await open(at);
    await page.getByRole('combobox', { name: 'Say when nothing comes' }).selectOption('After 2 days');
    await until(() => /silence-alarm = 48/.test(real.settings()), 'the file says so');
  },
};

export const hard = {
  async 'a tunnel is chosen by keys, started, and told as it is'(open) {
    const page = await open('tunnel', at);
    assert.equal(
      await way(page, 'An address I have').isChecked(),
      true,
      'as it was before there were tunnels',
    );
    await page.getByLabel('Public address', { exact: true }).waitFor();
    await tabTo(page, 'An address I have');
    await page.keyboard.press('ArrowDown');
    assert.equal(
      await way(page, 'Cloudflare quick tunnel').isChecked(),
      true,
      'what is installed comes first',
    );
    assert.deepEqual(await page.asked('tunnelChoose'), [], 'looking chooses nothing');
    await tabTo(page, 'Use this tunnel');
    await page.keyboard.press('Enter');
    await page.getByText('Starting', { exact: true }).waitFor();
    assert.deepEqual(await page.asked('tunnelChoose'), [{ kind: 'cloudflared', options: {} }]);
    await page.evaluate(() => globalThis.fake.open('https://calm-bell.trycloudflare.com'));
    await page.getByText('Up', { exact: true }).waitFor();
    await page.getByText('https://calm-bell.trycloudflare.com').waitFor();
    await page.getByText('Listening on this computer, not proven from outside').waitFor();
    await page.getByRole('button', { name: 'Prove now' }).click();
    await page.getByText('Proven from outside', { exact: true }).waitFor();
  },

  async 'what a tunnel needs is asked for, and a secret goes out once'(open) {
    const page = await open('tunnel', at);
    await way(page, 'Cloudflare Tunnel').check();
    await page.getByRole('button', { name: 'Use this tunnel' }).click();
    await page.getByText('This is needed.').first().waitFor();
    await page.waitForFunction(() => document.activeElement?.type === 'password');
    await page.keyboard.type('a-token');
    await page.getByLabel('Public address', { exact: true }).fill(' https://bell.example.dev ');
    await page.keyboard.press('Enter');
    await page.getByText('Starting', { exact: true }).waitFor();
    assert.deepEqual(await page.asked('tunnelChoose'), [
      { kind: 'cloudflared-named', options: { token: 'a-token', address: 'https://bell.example.dev' } },
    ]);
    const token = page.getByLabel('Token');
    assert.equal(await token.inputValue(), '', 'it stays on no page');
    assert.equal(await token.getAttribute('placeholder'), 'Kept in the keychain');
    await page.getByLabel('Public address', { exact: true }).fill('https://other.example.dev');
    await page.getByRole('button', { name: 'Save and restart' }).click();
    await page.pass(50);
    assert.deepEqual(
      (await page.asked('tunnelChoose')).at(-1).options,
      { address: 'https://other.example.dev' },
      'a secret that is kept is not sent again',
    );
  },

  async 'a tunnel whose program is not here says what to install'(open) {
    const page = await open('tunnel', at);
    await way(page, 'ngrok').check();
    await page.getByText('Install ngrok, then come back here.').waitFor();
    await page.getByText('https://ngrok.com/docs/agent/cli/').waitFor();
    // It can be reached by keys, so that it says why, and does nothing.
    await page.getByRole('button', { name: 'Use this tunnel' }).focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await page.asked('tunnelChoose'), []);
  },

  async 'a tunnel that waits counts down, and is started at once when that is asked for'(open) {
    const page = await open('tunnel-waiting', at);
    await page.getByText(/^Next try in 2\d s$/).waitFor();
    await page.getByText('failed to request quick Tunnel').waitFor();
    await page.pass(10_000);
    await page.getByText(/^Next try in 1\d s$/).waitFor();
    await page.pass(20_000);
    await page.getByText('Next try now').waitFor();
    await page.getByRole('button', { name: 'Restart' }).click();
    await page.getByText('Starting', { exact: true }).waitFor();
  },

  async 'a choice that is refused says why, and an address of one’s own is a way back'(open) {
    const refusing = await open('refusing', at);
    await way(refusing, 'Cloudflare quick tunnel').check();
    await refusing.getByRole('button', { name: 'Use this tunnel' }).click();
    await refusing.getByRole('alert').getByText('can’t be written').waitFor();
    const page = await open('tunnel-up', at);
    await way(page, 'An address I have').check();
    await page.getByRole('button', { name: 'Use an address of mine' }).click();
    await page.getByLabel('Public address', { exact: true }).waitFor();
    assert.deepEqual(await page.asked('tunnelChoose'), [{ kind: null, options: {} }]);
  },

  async 'the set-up offers the same ways in'(open) {
    const page = await open('setup-address', { view: 'setup' });
    await way(page, 'Cloudflare quick tunnel').check();
    await page.getByRole('button', { name: 'Use this tunnel' }).click();
    await page.evaluate(() => globalThis.fake.open('https://calm-bell.trycloudflare.com'));
    await page.getByRole('button', { name: 'Prove now' }).click();
    await page.locator('#step-paste[aria-expanded="true"]').waitFor();
  },

  async 'where the tunnels can’t be read, the address can still be given'(open) {
    const page = await open('tunnel-failed', at);
    await page.getByText('The tunnels could not be read').waitFor();
    await page.getByLabel('Public address', { exact: true }).waitFor();
  },

  async 'the header says why nothing comes, and has the way out'(open) {
    const page = await open('degraded-dns');
    await page.getByRole('heading', { name: 'Needs your attention' }).waitFor();
    await page.getByRole('alert').getByText('This name leads nowhere').waitFor();
    await page.getByRole('button', { name: 'Prove again' }).click();
    await page.pass(50);
    assert.deepEqual(await page.asked('prove'), [{ endpoint: null }]);
    await page.getByRole('button', { name: 'Doctor', exact: true }).click();
    await page.getByRole('heading', { name: 'Doctor', level: 1 }).waitFor();

    const tunnel = await open('degraded-tunnel');
    await tunnel.getByRole('button', { name: 'Restart the tunnel' }).click();
    await tunnel.pass(50);
    assert.equal((await tunnel.asked('tunnelRestart')).length, 1);

    const deaf = await open('port-taken');
    await deaf.getByRole('button', { name: 'Connection' }).click();
    await deaf.getByRole('heading', { name: 'Connection', level: 1 }).waitFor();
  },

  async 'the header’s state leads to the doctor, who looks again when asked'(open) {
    const page = await open('doctor');
    await tabTo(page, 'Listening');
    await page.keyboard.press('Enter');
    await page.getByText('Everything is well').waitFor();
    assert.equal(await page.getByRole('listitem').count(), 14, 'one line for each part');
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.pass(50);
    assert.equal((await page.asked('doctor')).length, 2);
    await page.getByRole('button', { name: 'Copy the report' }).click();
    await page.getByText('The report is copied.').waitFor({ state: 'attached' });
    assert.match((await page.asked('copy'))[0].text, /^# Shipbell/);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Listening' }).waitFor();
  },

  async 'what is wrong leads where it is mended'(open) {
    const page = await open('doctor-bad', doctor);
    await page.getByText('1 part needs you').waitFor();
    const tunnel = page.getByRole('listitem').filter({ hasText: 'cloudflared ended' });
    await tunnel.getByText('It is started again').waitFor();
    await tunnel.getByRole('button', { name: 'Open Connection' }).click();
    await page.getByRole('heading', { name: 'Connection', level: 1 }).waitFor();
    await page.keyboard.press('Escape');
    const advanced = await open('doctor', { view: 'settings/advanced' });
    await advanced.getByRole('group', { name: 'Doctor' }).getByRole('button', { name: 'Open' }).click();
    await advanced.getByText('Everything is well').waitFor();
    const menu = await open('doctor');
    await menu.getByRole('button', { name: 'Menu', exact: true }).click();
    await menu.getByRole('menuitem', { name: 'Doctor' }).click();
    await menu.getByText('Everything is well').waitFor();
  },

  async 'the way in and the doctor fit the narrowest panel, also with text twice as large'(open) {
    for (const [state, where, act] of [
      ['tunnel-up', at],
      ['tunnel-waiting', at],
      ['tunnel', at, picks('SSH')],
      ['doctor-bad', doctor],
      ['degraded-interstitial', {}],
    ]) {
      for (const text of [100, 200]) {
        const page = await open(state, { ...where, width: 320, text });
        await act?.(page);
        await page.waitForTimeout(50);
        assert.deepEqual(await tooWide(page), [], `${state} at ${text} %`);
      }
    }
  },

  async 'how long nothing may come is chosen'(open) {
    const page = await open('tunnel', at);
    const silence = page.getByRole('combobox', { name: 'Say when nothing comes' });
    assert.equal(await silence.inputValue(), '24');
    await silence.selectOption('Never');
    await page.pass(50);
    assert.deepEqual((await page.asked('changeSetting')).at(-1), {
      setting: { name: 'silenceAlarm', value: 0 },
    });
  },
};

const picks = (name) => async (page) => {
  await way(page, name).check();
  await way(page, name).evaluate((one) => one.closest('label').scrollIntoView({ block: 'start' }));
};

const barred = (page) => page.locator('.bars').waitFor();
const looking = async (page) => {
  await page.getByRole('heading', { level: 1 }).getByRole('button').click();
  await page.getByRole('heading', { name: 'Doctor' }).waitFor();
};

const both = (name, state, options, act) =>
  ['light', 'dark'].map((colorScheme) => ({
    name: `${name}-${colorScheme}`,
    state,
    options: { ...options, colorScheme },
    ...(act ? { act } : {}),
  }));
const tall = { ...at, height: 1300 };

export const views = [
  ...both('way-in', 'tunnel', tall),
  ...both('way-in-up', 'tunnel-up', tall),
  ...both('way-in-starting', 'tunnel-starting', tall),
  ...both('way-in-waiting', 'tunnel-waiting', tall),
  ...both('way-in-refused', 'tunnel-refused', tall),
  ...both('way-in-missing', 'tunnel-bare', at, picks('ngrok')),
  ...both('way-in-ssh', 'tunnel', tall, picks('SSH')),
  ...both('way-in-setup', 'setup-address', { view: 'setup', height: 1100 }),
  { name: 'way-in-strange', state: 'tunnel-strange', options: at },
  { name: 'way-in-failed', state: 'tunnel-failed', options: at },
  { name: 'way-in-narrow', state: 'tunnel-waiting', options: { ...tall, width: 320, text: 200 } },
  ...both('doctor', 'doctor', { ...doctor, height: 900 }),
  ...both('doctor-bad', 'doctor-bad', { ...doctor, height: 900 }),
  {
    name: 'doctor-loading',
    state: 'doctor-loading',
    options: {},
    act: looking,
  },
  { name: 'doctor-failed', state: 'doctor-failed', options: doctor },
  { name: 'doctor-narrow', state: 'doctor-bad', options: { ...doctor, width: 320, height: 900, text: 200 } },
  { name: 'doctor-contrast', state: 'doctor-bad', options: { ...doctor, contrast: 'more' } },
  ...both('health-dns', 'degraded-dns', {}, barred),
  ...both('health-tunnel', 'degraded-tunnel', {}, barred),
  ...both('health-address', 'address-changed', {}, barred),
  ...both('health-offline', 'offline', {}, barred),
  { name: 'health-strange', state: 'degraded-strange', options: {}, act: barred },
];
