// A browser before the built panel, with either host: the fake in one of its states, or the real engine. Chromium is the
// system's own.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
// A Saturday morning, so that "today" and "yesterday" hold still.
const NOW = new Date('2026-11-21T10:52:00+01:00');

/** Builds the panel, serves it on loopback, and hands `play` a way to open it with the fake host. */
export async function onStage(play) {
  await build({ root, mode: 'fake', logLevel: 'warn' });
  const server = await preview({
    root,
    mode: 'fake',
    logLevel: 'warn',
    build: { outDir: 'dist-fake' },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
  const browser = await chromium.launch({ executablePath, args: ARGS });
  try {
    const url = server.resolvedUrls.local[0];
    await play(beforeFake(browser, url), browser, url);
  } finally {
    await browser.close();
    await server.close();
  }
}

function beforeFake(browser, url) {
  /** Opens the panel in `state`, at `view` (`templates`, `event/e20`); answers with its page once the first picture is there. */
  return async function open(state, { text = 100, view = '', ...options } = {}) {
    const page = await blank(browser, options);
    await page.clock.install({ time: NOW });
    await page.goto(`${url}?fake=${state}#/${view}`);
    await page.clock.runFor(1000);
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    // A view comes with a script of its own; what is photographed and checked is the view, not the wait for it.
    if (view !== '' && state !== 'detail-loading') {
      // The one question of a second launch is a page of its own; every other view lies over the feed.
      const where = view === 'owner' ? '#panel' : '.over';
      await page.waitForFunction(
        (part) => document.querySelector(`${part} h1`) && !document.querySelector(`${part} [aria-busy]`),
        where,
      );
    }
    // As a person would: by what they chose in the settings.
    if (text !== 100)
      await page.evaluate((textSize) => {
        const { fake } = globalThis;
        fake.status = { ...fake.status, appearance: { ...fake.status.appearance, textSize } };
        fake.tell({ type: 'status' });
      }, text);
    return Object.assign(page, {
      asked: (command) =>
        page.evaluate(
          (name) => globalThis.fake.asked.filter((one) => one.command === name).map((one) => one.request),
          command,
        ),
      // Its clock stands still: pauses after which the page acts have to be passed.
      pass: (length) => page.clock.runFor(length),
    });
  };
}

/** A way to open the panel before the real engine, whose clock is the page's own. */
export function beforeReal(browser, url, real) {
  /** Opens it at `view`, after a `past` of so many events. */
  return async function open({ past = 0, text = 100, view = '', ...options } = {}) {
    if (past > 0) await real.control('seed', { count: past, read: true });
    if (text !== 100) await real.ask('changeSetting', { setting: { name: 'textSize', value: text } });
    const page = await blank(browser, options);
    const asked = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url() === `${real.address}/wire`)
        asked.push(request.postDataJSON());
    });
    await page.goto(`${url}?loopback=${encodeURIComponent(real.address)}#/${view}`);
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    return Object.assign(page, {
      asked: async (command) =>
        asked.filter((one) => one.command === command).map(({ command: _, ...request }) => request),
      pass: async () => undefined,
    });
  };
}

/** A page in a profile of its own, which keeps what its console complains of. */
async function blank(browser, { width = 420, height = 600, ...options }) {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 2,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const page = Object.assign(await context.newPage(), { complaints: [] });
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => {
    // A refusal is an answer; how the page takes it is what flows are about.
    const refusal = message.location().url.endsWith('/wire') && message.text().includes('400');
    if (message.type() === 'error' && !refusal) page.complaints.push(message.text());
  });
  return page;
}

/** Scrolls the list and waits until the page has heard of it. */
export async function scrollTo(page, top) {
  await page.locator('main').evaluate(
    (main, to) =>
      new Promise((heard) => {
        main.addEventListener('scroll', heard, { once: true });
        main.scrollTop = to;
      }),
    top,
  );
}
