import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { compiled } from './scripts/texts.mjs';

/** Of the tray's texts the panel says these only. */
const TRAY = /^tray-(ago|pause|send-test)/;

/** The catalogue's files, parsed: see scripts/texts.mjs. */
const texts: Plugin = {
  name: 'texts',
  enforce: 'pre',
  load(id) {
    const [file, query] = id.split('?');
    if (!file?.endsWith('.ftl') || query !== 'raw') return null;
    const wanted = (id: string) => !file.endsWith('tray.ftl') || TRAY.test(id);
    return `export default ${JSON.stringify(compiled(readFileSync(file, 'utf8'), wanted))}`;
  },
};

// `production` is what ships. Every other mode (dev server, tests, `--mode fake`) may load the fake host.
export default defineConfig(({ mode }) => ({
  plugins: [texts, svelte(), svelteTesting()],
  define: { __FAKE__: JSON.stringify(mode !== 'production') },
  base: './',
  // The texts and the tray drawings lie beside this folder: one source each.
  server: { host: '127.0.0.1', fs: { allow: ['..'] } },
  build: {
    outDir: mode === 'production' ? 'dist' : 'dist-fake',
    // WebKitGTK 2.50, WKWebView of macOS 14, WebView2: light-dark() is native in all of them.
    target: ['safari17.5', 'chrome123'],
    // All of the style in one file: views that load later then need nothing that fetches style for them.
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
  },
}));
