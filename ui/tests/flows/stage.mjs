// A browser before the built panel with the fake host. Chromium is the system's own.
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

/** Builds the panel with the fake host, serves it on loopback, and hands `play` a way to open it. */
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
    await play(opener(browser, url), browser, url);
  } finally {
    await browser.close();
    await server.close();
  }
}

function opener(browser, url) {
  /** Opens the panel in `state`, at `view` (`templates`, `event/e20`); answers with its page once the first picture is there. */
  return async function open(state, { width = 420, height = 600, text = 100, view = '', ...options } = {}) {
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: 2,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.clock.install({ time: NOW });
    await page.goto(`${url}?fake=${state}#/${view}`);
    await page.clock.runFor(1000);
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    // As a person would: by what they chose in the settings.
    if (text !== 100)
      await page.evaluate((textSize) => {
        const { fake } = globalThis;
        fake.status = { ...fake.status, appearance: { ...fake.status.appearance, textSize } };
        fake.tell({ type: 'status' });
      }, text);
    return Object.assign(page, { complaints });
  };
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
