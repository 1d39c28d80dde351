import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** The catalogue's files without what only translators read: comments and empty lines weigh as much as texts. */
const texts: Plugin = {
  name: 'texts',
  enforce: 'pre',
  load(id) {
    const [file, query] = id.split('?');
    if (!file?.endsWith('.ftl') || query !== 'raw') return null;
    const said = readFileSync(file, 'utf8').replace(/^(#.*)?\n/gm, '');
    return `export default ${JSON.stringify(said)}`;
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
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
  },
}));
