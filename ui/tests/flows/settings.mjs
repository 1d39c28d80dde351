// The settings as a person changes them, and their views.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { until } from './engine.mjs';
import { tabTo, tooWide } from './setup.mjs';

const SECTIONS = [
  'general',
  'connection',
  'endpoints',
  'apple',
  'notifications',
  'history',
  'appearance',
  'shortcuts',
  'advanced',
  'about',
];
const at = (section) => ({ view: `settings/${section}` });
const tideline = (real) => real.ask('endpointAdd', { name: 'Tideline', appId: null });

/** A port of this computer that nobody else gets while the server stands. */
function taken() {
  return new Promise((ready) => {
    const server = createServer().listen(0, '127.0.0.1', () =>
      ready({ server, address: `127.0.0.1:${server.address().port}` }),
    );
  });
}

export const flows = {
  async 'what starts with the session is the system’s own choice'(open, real) {
    const page = await open(at('general'));
    const start = page.getByRole('switch', { name: 'Start at login' });
    assert.equal(await start.isChecked(), false);
    await start.focus();
    await page.keyboard.press('Space');
    assert.equal(await start.isChecked(), true);
    await until(async () => (await real.ask('settings')).startAtLogin, 'the system has taken it');
    const asked = (await real.control('asked')).flatMap(({ startAtLogin }) => startAtLogin ?? []);
    assert.deepEqual(asked, [true]);
  },

  async 'looks change while they are chosen'(open, real) {
    const page = await open(at('appearance'));
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.waitForFunction(() => document.documentElement.style.colorScheme === 'dark');
    await page.getByRole('slider', { name: 'Size of text' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.documentElement.style.fontSize === '110%');
    await until(() => /theme = "dark"/.test(real.settings()), 'the file says so');
    await until(() => /text-size = 110/.test(real.settings()), 'and how large');
  },

  async 'the door moves where it is wanted, as soon as that port is free'(open, real) {
    await tideline(real);
    await real.ask('changeSetting', { setting: { name: 'publicUrl', value: 'https://bell.example.dev' } });
    const { listening } = await real.ask('status');
    const page = await open(at('connection'));
    const field = page.getByRole('textbox', { name: 'Address on this computer' });
    await field.fill('0.0.0.0:8484');
    await page.keyboard.press('Enter');
    await page.getByText('Give an address of this computer with a port').waitFor();
    assert.match(real.settings(), new RegExp(listening), 'nothing was written');

    const { server, address } = await taken();
    try {
      await field.fill(address);
      await page.keyboard.press('Enter');
      await page.getByText('Not open at the moment', { exact: true }).waitFor();
      await until(async () => (await real.ask('status')).problems.length > 0, 'a port that is taken is told');
    } finally {
      await new Promise((closed) => server.close(closed));
    }
    await page.getByText(`Open at ${address}`).waitFor();
    assert.equal((await real.ask('status')).listening, address, 'the door stands there');
    const { status } = await real.control('deliver', { sample: 'ping', endpoint: 'Tideline' });
    assert.equal(status, 200, 'and takes what Apple sends');

    await page.getByRole('button', { name: /^Prove (now|again)$/ }).click();
    await page.getByText('Proven from outside', { exact: true }).waitFor();
    assert.ok((await real.ask('status')).proven);
  },

  async 'endpoints are added, renamed, rotated and removed'(open, real) {
    const { secret: former } = await tideline(real);
    await real.control('deliver', { sample: 'ping', endpoint: 'Tideline' });
    const page = await open(at('endpoints'));
    const named = async (name) => (await real.ask('endpointList')).find((one) => one.name === name);
    await page.getByRole('button', { name: 'Add an endpoint' }).click();
    await page.getByLabel('Name of the app').fill('Tideline');
    await page.keyboard.press('Enter');
    await page.getByText('That name is already in use').waitFor();
    await page.getByLabel('Name of the app').fill('Lantern');
    await page.keyboard.press('Enter');
    const lantern = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: 'Lantern' }) });
    await lantern.getByText('The secret is shown this once').waitFor();

    const acts = (name) => page.getByRole('group', { name: `Actions: ${name}` });
    await acts('Lantern').getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name of the app').fill('Lanterna');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Lanterna' }).waitFor();
    assert.ok(await named('Lanterna'), 'renamed in the engine');

    const rotate = acts('Tideline').getByRole('button', { name: 'New secret' });
    await rotate.click();
    const dialog = page.getByRole('dialog', { name: 'Make a new secret for “Tideline”?' });
    await dialog.getByText('7 days at most').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Endpoints' }).waitFor();
    assert.equal((await named('Tideline')).rotated, null, 'Esc leaves it as it is');
    assert.equal(await rotate.evaluate((button) => button === document.activeElement), true);
    await rotate.click();
    await dialog.getByRole('button', { name: 'Make a new secret' }).click();
    await page.getByText('the former one is accepted too').first().waitFor();
    await page.getByRole('button', { name: 'Show the secret' }).last().click();
    const shown = await page.getByText(/^[0-9a-f]{64}$/).textContent();
    assert.notEqual(shown, former, 'it is a new one');
    assert.equal((await named('Tideline')).formerSecretAccepted, true);

    await acts('Lanterna').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByText('Its events stay').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('heading', { name: 'Lanterna' }).waitFor({ state: 'detached' });
    await until(async () => (await named('Lanterna')) === undefined, 'removed in the engine');
  },

  async 'levels are set for a state, fall back to the default, and are taken back'(open, real) {
    const page = await open(at('notifications'));
    await page.getByText('App version', { exact: true }).click();
    const review = page.getByRole('radiogroup', { name: 'App version: In Review' });
    const passive = review.getByRole('radio', { name: 'Passive, the default' });
    assert.equal(await passive.isChecked(), true);
    const said = () => /app-version-in-review\s*=\s*"active"/.test(real.settings());
    await review.getByRole('radio', { name: 'Active' }).check();
    await page.getByText('1 changed').first().waitFor();
    await until(said, 'the file says so');
    await passive.check();
    await until(() => !said(), 'and no longer once the default holds');
  },

  async 'a pause begins and ends here, and quiet hours keep their times'(open, real) {
    const page = await open(at('notifications'));
    await page.getByRole('button', { name: 'Until I turn it on' }).click();
    await page.getByRole('main').getByText('Banners are paused until you turn them on').waitFor();
    assert.equal((await real.ask('status')).paused, true);
    await page.getByRole('main').getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Holds every banner').waitFor();
    assert.equal((await real.ask('status')).paused, false);
    assert.equal(await page.getByLabel('From').count(), 0, 'times that mean nothing are not shown');
    await page.getByRole('switch', { name: 'Quiet hours' }).click();
    await page.getByLabel('From').fill('21:30');
    await page.getByLabel('From').blur();
    const chosen = async () => (await real.ask('settings')).quietHours;
    await until(
      async () => (await chosen()).from === '21:30' && (await chosen()).enabled,
      'the engine keeps them',
    );
    assert.match(real.settings(), /"21:30"/, 'in the file');
    await page.getByRole('switch', { name: 'Quiet hours' }).click();
    await until(async () => !(await chosen()).enabled, 'off again');
    assert.equal((await chosen()).from, '21:30', 'and the times are still known');
  },

  async 'the history is exported, shown in its folder, and cleared after a question'(open, real) {
    const page = await open({ past: 60, ...at('history') });
    await page.getByRole('button', { name: 'JSON lines' }).click();
    await page.getByText('60 events written').waitFor();
    const [name] = (
      await page
        .getByText(/shipbell-.+\.jsonl/)
        .first()
        .textContent()
    ).match(/shipbell-\S+\.jsonl/);
    const file = `${real.home}/exports/${name}`;
    assert.ok(existsSync(file), `${name} lies in the exports folder`);
    assert.equal(readFileSync(file, 'utf8').trimEnd().split('\n').length, 60, 'one line an event');
    await page.getByRole('button', { name: 'Show in folder' }).click();
    const revealed = async () => (await real.control('asked')).flatMap(({ reveal }) => reveal ?? []);
    await until(async () => (await revealed()).some((path) => path.includes('exports')), 'it is shown');
    await page.getByRole('combobox', { name: 'Keep events' }).selectOption({ label: 'For ever' });
    await until(async () => (await real.ask('settings')).keepDays === 0, 'kept for ever');
    await page.getByRole('button', { name: 'Clear…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Clear the history?' });
    assert.equal(
      await dialog.getByRole('button', { name: 'Cancel' }).evaluate((one) => one === document.activeElement),
      true,
      'Enter by mistake must clear nothing',
    );
    await dialog.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByText('60 events removed').waitFor();
    assert.equal((await real.ask('history')).events, 0);
    assert.ok(existsSync(file), 'what was exported stays');
  },

  async 'a shortcut is recorded from the keys, and taken back where it is taken'(open, real) {
    const page = await open(at('shortcuts'));
    const recorder = page.getByRole('button', { name: /^Record:/ });
    const chosen = async () => (await real.ask('settings')).openPanel;
    await recorder.click();
    await page.keyboard.press('b');
    await page.getByText('a plain key would be taken from every other program').waitFor();
    await page.keyboard.press('Control+Alt+KeyK');
    await until(async () => (await chosen()) === 'CommandOrControl+Alt+K', 'it is kept');
    assert.match(real.settings(), /CommandOrControl\+Alt\+K/, 'in the file');
    await recorder.click();
    await page.keyboard.press('Escape');
    assert.equal(
      await recorder.getAttribute('aria-pressed'),
      'false',
      'Esc ends the recording, not the view',
    );
    await real.control('host', { noShortcut: 'Another program already uses this shortcut.' });
    await recorder.click();
    await page.keyboard.press('Control+Space');
    await page.getByText('Taken back:').waitFor();
    await page.getByRole('button', { name: 'Record: Ctrl Alt K' }).waitFor();
    assert.equal(await chosen(), 'CommandOrControl+Alt+K', 'the former one holds');
    await page.getByRole('button', { name: 'Clear' }).click();
    await until(async () => (await chosen()) === null, 'none is kept');
  },

  async 'a report is seen before it is copied, and is copied as it was seen'(open, real) {
    await tideline(real);
    real.writeSettings('[tray]\nunread-count = "perhaps"\n');
    const page = await open(at('advanced'));
    await page.getByText('Line 2, column 16:', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'See what is in it' }).click();
    const text = await page.getByRole('region', { name: 'Report’s text' }).textContent();
    assert.match(text, /Shipbell/);
    await page.getByRole('button', { name: 'Copy the report' }).click();
    const asked = async (what) => (await real.control('asked')).flatMap((one) => one[what] ?? []);
    await until(async () => (await asked('copy')).length === 1, 'it is copied');
    assert.deepEqual(await asked('copy'), [text]);
    assert.equal((await page.asked('report')).length, 1);
    await page.getByRole('button', { name: 'Show in folder: Logs' }).click();
    await until(
      async () => (await asked('reveal')).some((path) => path.endsWith('logs')),
      'the logs are shown',
    );
  },

  async 'what Shipbell left is removed only where it was ticked, each time anew'(open, real) {
    await tideline(real);
    const page = await open(at('advanced'));
    const removed = async () => (await real.control('asked')).flatMap((one) => one.remove ?? []);
    await page.getByRole('button', { name: 'Remove…' }).click();
    const remove = page.getByRole('button', { name: 'Remove', exact: true });
    assert.ok(await remove.isDisabled(), 'nothing ticked is nothing to remove');
    await page.getByRole('checkbox', { name: 'History, settings and logs' }).check();
    await page.keyboard.press('Escape');
    assert.deepEqual(await removed(), [], 'Esc changes nothing');
    await page.getByRole('button', { name: 'Remove…' }).click();
    assert.ok(await remove.isDisabled(), 'an old tick must not remove a history');
    await page.getByRole('checkbox', { name: 'The secrets of all endpoints' }).check();
    await remove.click();
    await until(async () => (await removed()).length > 0, 'it is asked for');
    assert.deepEqual(await removed(), ['secrets']);
  },

  async 'sections are a list where it is narrow and stand beside where it is wide, and the last one is remembered'(
    open,
  ) {
    const page = await open({ view: 'settings' });
    await tabTo(page, 'History');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'History', level: 1 }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.id === 'section-history');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'History', level: 1 }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'History', level: 1 }).waitFor();
    await page.setViewportSize({ width: 700, height: 600 });
    await page.getByRole('navigation', { name: 'Sections' }).waitFor();
    await page.getByRole('button', { name: 'About' }).click();
    await page.getByText('Not made or endorsed by Apple').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'About', level: 2 }).waitFor({ state: 'detached' });
  },
};

export const hard = {
  async 'a change that is refused is taken back with its reason'(open) {
    const general = await open('refusing', at('general'));
    const unread = general.getByRole('switch', { name: 'Unread count beside the icon' });
    assert.equal(await unread.isChecked(), true);
    await unread.click();
    await general.getByText('The settings could not be saved').waitFor();
    assert.equal(await unread.isChecked(), true, 'a refused change must not stand as if it held');

    const looks = await open('refusing', at('appearance'));
    await looks.getByRole('radio', { name: 'Dark' }).click();
    await looks.getByText('The settings could not be saved').waitFor();
    assert.equal(await looks.getByRole('radio', { name: 'System' }).isChecked(), true);
    await looks.waitForFunction(() => document.documentElement.style.colorScheme !== 'dark');

    const levels = await open('refusing', at('notifications'));
    const crash = levels.getByRole('radiogroup', { name: 'Crash feedback' });
    await crash.getByRole('radio', { name: 'Passive' }).click();
    await levels.getByText('Taken back:').waitFor();
    assert.equal(await crash.getByRole('radio', { name: 'Time-sensitive, the default' }).isChecked(), true);
  },

  async 'what the system does not have is not offered'(open) {
    const page = await open('settings-no-login', at('general'));
    await page.getByRole('switch', { name: 'Unread count beside the icon' }).waitFor();
    assert.equal(await page.getByRole('switch', { name: 'Start at login' }).count(), 0);
  },

  async 'an endpoint that could not be removed stays, and says why'(open) {
    const page = await open('refusing', at('endpoints'));
    await page
      .getByRole('group', { name: 'Actions: Orchard' })
      .getByRole('button', { name: 'Remove' })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('The feed cannot be read or written').waitFor();
    await page.getByRole('heading', { name: 'Orchard' }).waitFor();
  },

  async 'the settings fit the narrowest panel, also with text twice as large'(open) {
    for (const section of SECTIONS) {
      const page = await open('feed', { ...at(section), width: 320, text: 200 });
      await page.waitForTimeout(50);
      assert.deepEqual(await tooWide(page), [], section);
    }
  },
};

const levelsOpen = async (page) => {
  await page.getByText('App version', { exact: true }).click();
  await page.getByRole('heading', { name: 'Levels' }).evaluate((heading) => heading.scrollIntoView());
};
const asks = async (page) => {
  await page
    .getByRole('group', { name: 'Actions: Tideline' })
    .getByRole('button', { name: 'Remove' })
    .click();
};
const exported = async (page) => {
  await page.getByRole('button', { name: 'CSV table' }).click();
  await page.getByText('Show in folder').waitFor();
};

const removing = (page) => page.getByRole('button', { name: 'Remove…' }).click();

export const views = [
  { name: 'settings-removal', state: 'feed', options: at('advanced'), act: removing },
  { name: 'settings-lost', state: 'lost', options: { ...at('endpoints'), colorScheme: 'dark' } },
  { name: 'settings-list-light', state: 'feed', options: { view: 'settings', colorScheme: 'light' } },
  { name: 'settings-list-dark', state: 'feed', options: { view: 'settings', colorScheme: 'dark' } },
  { name: 'settings-notifications', state: 'feed', options: at('notifications') },
  ...SECTIONS.filter((section) => section !== 'notifications').map((section, index) => ({
    name: `settings-${section}`,
    state: { shortcuts: 'shortcut-taken', advanced: 'bad-file' }[section] ?? 'feed',
    options: { ...at(section), colorScheme: index % 2 === 0 ? 'light' : 'dark' },
    ...(section === 'history' ? { act: exported } : {}),
  })),
  { name: 'settings-levels-light', state: 'feed', options: at('notifications'), act: levelsOpen },
  {
    name: 'settings-levels-dark',
    state: 'feed',
    options: { ...at('notifications'), colorScheme: 'dark' },
    act: levelsOpen,
  },
  {
    name: 'settings-remove-dark',
    state: 'feed',
    options: { ...at('endpoints'), colorScheme: 'dark' },
    act: asks,
  },
  { name: 'settings-update-ready', state: 'update', options: at('about') },
  {
    name: 'settings-update-refused-dark',
    state: 'update-refused',
    options: { ...at('about'), colorScheme: 'dark' },
  },
  { name: 'settings-no-updates', state: 'no-updates', options: at('general') },
  { name: 'settings-wide', state: 'feed', options: { ...at('notifications'), width: 900 } },
  { name: 'settings-text-200', state: 'feed', options: { ...at('notifications'), width: 320, text: 200 } },
];
