import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { feedChunk } from './scripts/chunks.mjs';
import { compiled } from './scripts/texts.mjs';

/** Texts that only the tray says, and names that only Apple's own documents use. */
const UNSAID = /^(tray-(?!ago|pause|send-test)|type-)/;

/** The catalogue's files, parsed: see scripts/texts.mjs. */
const texts: Plugin = {
  name: 'texts',
  enforce: 'pre',
  load(id) {
    const [file, query] = id.split('?');
    if (!file?.endsWith('.ftl') || query !== 'raw') return null;
    return `export default ${JSON.stringify(compiled(readFileSync(file, 'utf8'), (id) => !UNSAID.test(id)))}`;
  },
};

/** Vite's own loader of views looks after style sheets and preloading; with one style sheet there is nothing to do. */
const loader: Plugin = {
  name: 'loader',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
};

// `production` is what ships. Every other mode (dev server, tests, `--mode fake`) may load the fake host.
export default defineConfig(({ mode }) => ({
  plugins: [texts, loader, svelte(), svelteTesting()],
  define: { __FAKE__: JSON.stringify(mode !== 'production') },
  base: './',
  // The texts and the tray drawings lie beside this folder: one source each.
  server: { host: '127.0.0.1', fs: { allow: ['..'] } },
  build: {
    outDir: mode === 'production' ? 'dist' : 'dist-fake',
    // WebKitGTK 2.50, WKWebView of macOS 14.5, WebView2: light-dark() is native in all of them.
    target: ['safari17.5', 'chrome123'],
    // All of the style in one file: views that load later then need nothing that fetches style for them.
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: feedChunk(), debugName: 'feed' }],
          includeDependenciesRecursively: false,
        },
      },
    },
  },
  test: {
    environment: 'happy-dom',
    testTimeout: 20_000,
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
  },
}));
