// The panel before the real engine: the loopback program of crates/owner/examples, on ports of this computer.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Starts the program that `SHIPBELL_LOOPBACK` names, or the one that cargo builds; answers with how to reach and end it. */
export async function engine() {
  const program = process.env.SHIPBELL_LOOPBACK ?? (await (building ??= built()));
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await Promise.race([
    new Promise((told) => createInterface(child.stdout).once('line', (text) => told([text]))),
    new Promise((_, failed) =>
      child.once('exit', (code) => failed(new Error(`${program} ended with ${code}`))),
    ),
  ]);
  const { address } = JSON.parse(line);
  const post = async (path, body) => {
    const answer = await fetch(`${address}${path}`, { method: 'POST', body: JSON.stringify(body) });
    const reply = await answer.json();
    assert.ok(answer.ok, `${path} answered ${JSON.stringify(reply)}`);
    return reply;
  };
  return {
    address,
    ask: (command, request = {}) => post('/wire', { command, ...request }),
    control: (what, body = {}) => post(`/test/${what}`, body),
    end: () => new Promise((done) => (child.once('exit', done), child.stdin.end())),
  };
}

/** Once for all flows, without holding up the pages of others. */
let building;

async function built() {
  const build = ['build', '-q', '-p', 'shipbell-owner', '--example', 'loopback'];
  await promisify(execFile)('cargo', build, { cwd: root });
  const target = process.env.CARGO_TARGET_DIR ?? `${root}target`;
  const program = `${target}/debug/examples/loopback`;
  assert.ok(existsSync(program), `cargo made no ${program}`);
  return program;
}

/** Flows over one real engine: each gets its page and the engine behind it. */
export const flows = {
  async 'real: a delivery appears while the panel is open'(page, real) {
    await page.waitForSelector('[data-id]');
    const before = await page.locator('[data-id]').first().getAttribute('data-id');
    const { status } = await real.control('deliver', {
      sample: 'app-version-rejected',
      endpoint: 'Tideline',
    });
    assert.equal(status, 200, 'the door takes what is signed');
    await page.waitForFunction((id) => document.querySelector('[data-id]').dataset.id !== id, before);
    assert.match(await page.locator('[data-id]').first().textContent(), /Rejected/);
  },

  async 'real: search finds what stands only in the body, and a word that is nowhere finds nothing'(page) {
    const field = page.getByRole('textbox', { name: 'Search events' });
    await field.fill('appStoreVersionAppVersionStateUpdated');
    await page.getByText('Match in the body').first().waitFor();
    await field.fill('qqqqnowhere');
    await page.getByRole('heading', { name: 'No match' }).waitFor();
    await page.getByRole('button', { name: 'Clear the search' }).last().click();
    await page.waitForSelector('[data-id]');
  },

  async 'real: unread is kept by the engine, and undo takes it back there too'(page, real) {
    const unread = async () => (await real.ask('status')).unread;
    await page.waitForSelector('[data-id]');
    const before = await unread();
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    assert.notEqual(await unread(), before, 'the engine knows');
    await page.getByRole('button', { name: 'Undo' }).click();
    for (let turn = 0; turn < 50 && (await unread()) !== before; turn++) await page.waitForTimeout(50);
    assert.equal(await unread(), before);
  },

  async 'real: a kind chosen in the filters leaves only that kind'(page) {
    await page.waitForSelector('[data-id]');
    await page.getByRole('button', { name: 'Filters' }).last().click();
    await page.getByRole('button', { name: 'App version', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Filters, 1 in force' }).waitFor();
    await page.waitForSelector('[data-id]');
  },

  async 'real: details open with what came'(page) {
    await page.waitForSelector('[data-id]');
    await page.keyboard.press('j');
    await page.keyboard.press('Space');
    await page.waitForFunction(() => document.querySelector('.over')?.textContent.includes('"data"'));
  },
};

/** The flows as checks: each opens the panel at a home of its own with sixty events in its past. */
export function checks(browser, url) {
  return Object.entries(flows).map(([name, flow]) => [name, () => played(browser, url, flow)]);
}

async function played(browser, url, flow) {
  const real = await engine();
  try {
    await real.control('seed', { count: 60 });
    const context = await browser.newContext({
      viewport: { width: 420, height: 600 },
      reducedMotion: 'reduce',
    });
    const page = Object.assign(await context.newPage(), { complaints: [] });
    page.on('pageerror', (error) => page.complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
    await page.goto(`${url}?loopback=${encodeURIComponent(real.address)}#/`);
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    await flow(page, real);
    // The page goes before its engine does, which it would complain of.
    await page.goto('about:blank');
    return page;
  } finally {
    await real.end();
  }
}
