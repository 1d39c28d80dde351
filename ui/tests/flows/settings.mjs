// The settings as a person changes them, and their views.
import assert from 'node:assert/strict';
import { asked, tabTo, tooWide } from './setup.mjs';

const SECTIONS = [
  'general',
  'connection',
  'endpoints',
  'notifications',
  'history',
  'appearance',
  'shortcuts',
  'advanced',
  'about',
];
const at = (section) => ({ view: `settings/${section}` });

export const flows = {
  async 'a change holds at once, and is taken back with its reason when it is refused'(open) {
    const page = await open('refusing', at('general'));
    const unread = page.getByRole('switch', { name: 'Unread count beside the icon' });
    assert.equal(await unread.isChecked(), true);
    await unread.click();
    await page.getByText('The settings could not be saved').waitFor();
    assert.equal(await unread.isChecked(), true, 'a refused change must not stand as if it held');
    await page.context().close();

    const willing = await open('feed', at('general'));
    const start = willing.getByRole('switch', { name: 'Start at login' });
    await start.focus();
    await willing.keyboard.press('Space');
    assert.equal(await start.isChecked(), false);
    assert.deepEqual(await asked(willing, 'changeSetting'), [
      { setting: { name: 'startAtLogin', value: false } },
    ]);
    return willing;
  },

  async 'what the system does not have is not offered'(open) {
    const page = await open('settings-no-login', at('general'));
    await page.getByRole('switch', { name: 'Unread count beside the icon' }).waitFor();
    assert.equal(await page.getByRole('switch', { name: 'Start at login' }).count(), 0);
    return page;
  },

  async 'looks change while they are chosen'(open) {
    const page = await open('feed', at('appearance'));
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.waitForFunction(() => document.documentElement.style.colorScheme === 'dark');
    await page.getByRole('slider', { name: 'Size of text' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.documentElement.style.fontSize === '110%');
    await page.context().close();

    const refusing = await open('refusing', at('appearance'));
    await refusing.getByRole('radio', { name: 'Dark' }).click();
    await refusing.getByText('The settings could not be saved').waitFor();
    assert.equal(await refusing.getByRole('radio', { name: 'System' }).isChecked(), true);
    await refusing.waitForFunction(() => document.documentElement.style.colorScheme !== 'dark');
    return refusing;
  },

  async 'the door’s address is checked before it is asked for, and stays when it is refused'(open) {
    const page = await open('feed', at('connection'));
    const field = page.getByRole('textbox', { name: 'Address on this computer' });
    await field.fill('0.0.0.0:8484');
    await page.keyboard.press('Enter');
    await page.getByText('Give an address of this computer with a port').waitFor();
    assert.deepEqual(await asked(page, 'changeSetting'), []);
    await field.fill('127.0.0.1:80');
    await page.keyboard.press('Enter');
    await page.getByText('Taken back:').waitFor();
    await page.getByText('Open at 127.0.0.1:8484').waitFor();
    await page.getByRole('button', { name: 'Prove again' }).click();
    await page.getByText('Proven from outside').waitFor();
    assert.deepEqual(await asked(page, 'prove'), [{ endpoint: 'Tideline' }]);
    return page;
  },

  async 'endpoints are added, renamed, rotated and removed'(open) {
    const page = await open('feed', at('endpoints'));
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

    const rotate = acts('Tideline').getByRole('button', { name: 'New secret' });
    await rotate.click();
    const dialog = page.getByRole('dialog', { name: 'Make a new secret for “Tideline”?' });
    await dialog.getByText('7 days at most').waitFor();
    await page.keyboard.press('Escape');
    assert.deepEqual(await asked(page, 'endpointRotate'), [], 'Esc leaves it as it is');
    await page.getByRole('heading', { name: 'Endpoints' }).waitFor();
    assert.equal(await rotate.evaluate((button) => button === document.activeElement), true);
    await rotate.click();
    await dialog.getByRole('button', { name: 'Make a new secret' }).click();
    await page.getByText('the former one is accepted too').first().waitFor();

    await acts('Lanterna').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByText('Its events stay').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('heading', { name: 'Lanterna' }).waitFor({ state: 'detached' });
    assert.deepEqual(await asked(page, 'endpointRemove'), [{ name: 'Lanterna' }]);
    return page;
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
    return page;
  },

  async 'levels are set for a state, fall back to the default, and are taken back'(open) {
    const page = await open('feed', at('notifications'));
    await page.getByText('App version', { exact: true }).click();
    const review = page.getByRole('radiogroup', { name: 'App version: In Review' });
    const passive = review.getByRole('radio', { name: 'Passive, the default' });
    assert.equal(await passive.isChecked(), true);
    await review.getByRole('radio', { name: 'Active' }).check();
    await page.getByText('1 changed').first().waitFor();
    await passive.check();
    const [channel] = await page.evaluate(() => globalThis.fake.answers.channels({}).channels);
    assert.deepEqual(await asked(page, 'setLevel'), [
      { channel: channel.name, key: 'app-version-in-review', level: 'active' },
      { channel: channel.name, key: 'app-version-in-review', level: null },
    ]);
    await page.context().close();

    const refusing = await open('refusing', at('notifications'));
    const crash = refusing.getByRole('radiogroup', { name: 'Crash feedback' });
    await crash.getByRole('radio', { name: 'Passive' }).click();
    await refusing.getByText('Taken back:').waitFor();
    assert.equal(
      await crash.getByRole('radio', { name: 'Time-sensitive, the default' }).isChecked(),
      true,
      'a refused level must not stand as if it held',
    );
    return refusing;
  },

  async 'a pause begins and ends here, and quiet hours keep their times'(open) {
    const page = await open('feed', at('notifications'));
    await page.getByRole('button', { name: 'Until I turn it on' }).click();
    await page.getByRole('main').getByText('Banners are paused until you turn them on').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Holds every banner').waitFor();
    await page.getByLabel('From').fill('21:30');
    await page.getByLabel('From').blur();
    assert.deepEqual((await asked(page, 'changeSetting')).at(-1), {
      setting: { name: 'quietHours', value: { enabled: true, from: '21:30', to: '08:00' } },
    });
    await page.getByRole('switch', { name: 'Quiet hours' }).click();
    assert.equal(await page.getByLabel('From').count(), 0, 'times that mean nothing are not shown');
    return page;
  },

  async 'the history is exported, shown in its folder, and cleared after a question'(open) {
    const page = await open('feed', at('history'));
    await page.getByText('7.3 MB').waitFor();
    await page.getByRole('button', { name: 'JSON lines' }).click();
    await page.getByText('shipbell-2026-11-21.jsonl').waitFor();
    await page.getByText('1,204 events written').waitFor();
    await page.getByRole('button', { name: 'Show in folder' }).click();
    assert.deepEqual(await asked(page, 'reveal'), [{ place: 'exports' }]);
    await page.getByRole('combobox', { name: 'Keep events' }).selectOption({ label: 'For ever' });
    assert.deepEqual(await asked(page, 'changeSetting'), [{ setting: { name: 'keepDays', value: 0 } }]);
    await page.getByRole('button', { name: 'Clear…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Clear the history?' });
    assert.equal(
      await dialog.getByRole('button', { name: 'Cancel' }).evaluate((one) => one === document.activeElement),
      true,
      'Enter by mistake must clear nothing',
    );
    await dialog.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByText('1,204 events removed').waitFor();
    return page;
  },

  async 'a shortcut is recorded from the keys, and taken back where it is taken'(open) {
    const page = await open('feed', at('shortcuts'));
    const recorder = page.getByRole('button', { name: /^Record:/ });
    await recorder.click();
    await page.keyboard.press('b');
    await page.getByText('a plain key would be taken from every other program').waitFor();
    await page.keyboard.press('Control+Alt+KeyK');
    assert.deepEqual(await asked(page, 'changeSetting'), [
      { setting: { name: 'openPanel', value: 'CommandOrControl+Alt+K' } },
    ]);
    await recorder.click();
    await page.keyboard.press('Escape');
    assert.equal(
      await recorder.getAttribute('aria-pressed'),
      'false',
      'Esc ends the recording, not the view',
    );
    await recorder.click();
    await page.keyboard.press('Control+Space');
    await page.getByText('Taken back:').waitFor();
    await page.getByRole('button', { name: 'Record: Ctrl Alt K' }).waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    assert.deepEqual((await asked(page, 'changeSetting')).at(-1), {
      setting: { name: 'openPanel', value: null },
    });
    return page;
  },

  async 'a report is seen before it is copied, and is copied as it was seen'(open) {
    const page = await open('bad-file', at('advanced'));
    await page.getByText('Line 12, column 3:').waitFor();
    await page.getByRole('button', { name: 'See what is in it' }).click();
    const text = await page.getByRole('region', { name: 'Report’s text' }).textContent();
    await page.getByRole('button', { name: 'Copy the report' }).click();
    assert.deepEqual(await asked(page, 'copy'), [{ text }]);
    assert.equal((await asked(page, 'report')).length, 1);
    await page.getByRole('button', { name: 'Show in folder: Logs' }).click();
    assert.deepEqual(await asked(page, 'reveal'), [{ place: 'logs' }]);
    return page;
  },

  async 'sections are a list where it is narrow and stand beside where it is wide, and the last one is remembered'(
    open,
  ) {
    const page = await open('feed', { view: 'settings' });
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
    return page;
  },

  async 'the settings fit the narrowest panel, also with text twice as large'(open) {
    let page;
    for (const section of SECTIONS) {
      await page?.context().close();
      page = await open('feed', { ...at(section), width: 320, text: 200 });
      await page.waitForTimeout(50);
      assert.deepEqual(await tooWide(page), [], section);
    }
    return page;
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

export const views = [
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
  { name: 'settings-wide', state: 'feed', options: { ...at('notifications'), width: 900 } },
  { name: 'settings-text-200', state: 'feed', options: { ...at('notifications'), width: 320, text: 200 } },
];
