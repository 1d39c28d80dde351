// The very bundle that ships, under the content security policy that ships, before a stand-in for Tauri's own bridge.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { preview } from 'vite';

const root = new URL('../../', import.meta.url);
const config = JSON.parse(readFileSync(new URL('../tauri.conf.json', root), 'utf8'));

/** Needs `dist`, which scripts/bundle.mjs has just built. */
export async function shipped(browser) {
  const server = await preview({
    root: root.pathname,
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port: 0, headers: { 'Content-Security-Policy': config.app.security.csp } },
  });
  const context = await browser.newContext();
  const page = Object.assign(await context.newPage(), { complaints: [] });
  try {
    page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
    page.on('pageerror', (error) => page.complaints.push(String(error)));
    await page.addInitScript(bridge);
    await page.goto(`${server.resolvedUrls.local[0]}?fake=many`);
    await page.getByText('Rejected').waitFor();
    assert.equal(await page.locator('[data-id]').count(), 1, '?fake= must mean nothing in what ships');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => globalThis.asked.includes('openEvent'));
    const asked = await page.evaluate(() => globalThis.asked);
    for (const command of ['status', 'feedPage', 'ready', 'openEvent']) {
      assert.ok(asked.includes(command), `${command} must go over the wire; it carried ${asked}`);
    }
    assert.deepEqual(page.complaints, [], 'the console stays silent');
  } finally {
    await context.close();
    await server.close();
  }
}

/** Runs in the page: answers `invoke` as the shell would. */
function bridge() {
  const event = {
    id: '1',
    kind: 'app-version',
    status: 'REJECTED',
    received: Date.now(),
    endpoint: 'tideline',
    provenance: 'signed',
    headline: 'Rejected',
    body: '',
    link: 'https://appstoreconnect.apple.com/',
    unread: true,
    conflict: false,
  };
  const nothing = {
    endpointId: '1',
    channel: null,
    instance: null,
    cursor: '1.1',
    title: 'Rejected',
    level: 'active',
    appleId: null,
    previousStatus: null,
    time: null,
    appName: null,
    version: null,
    build: null,
  };
  const replies = {
    feedPage: { events: [{ ...nothing, platform: null, problem: null, ...event }], next: null, unread: 1 },
    status: {
      health: 'listening',
      listening: '127.0.0.1:8484',
      publicUrl: null,
      paused: false,
      pausedUntil: null,
      problems: [],
      unread: 1,
      endpoints: 1,
      lastEvent: null,
      version: '0.1.0',
      quietUntil: null,
      proven: null,
      appearance: { theme: 'system', density: 'comfortable', textSize: 100 },
      setupOver: true,
      updateReady: null,
      news: null,
    },
    pinned: [],
    feedFacets: { apps: [], kinds: [], channels: [], provenances: [] },
  };
  globalThis.asked = [];
  globalThis.__TAURI_INTERNALS__ = {
    transformCallback: () => 1,
    async invoke(command, { request }) {
      if (command !== 'wire') return 1;
      globalThis.asked.push(request.command);
      return replies[request.command] ?? {};
    },
  };
}
