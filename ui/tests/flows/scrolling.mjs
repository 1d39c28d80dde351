// How smooth are the rows under the wheel, and how soon does a keystroke show what it found? A measurement, not a
// test: `cargo xtask bench --only scrolling` runs it before 1,000,000 events and reads one JSON object a line.
import assert from 'node:assert/strict';
import { engine } from './engine.mjs';
import { onStage } from './stage.mjs';

const ROWS = 5_000;
const WORDS = ['lighthouse rejected', 'tide 3.4', 'map phone freezes', 'kompass review'];
/** Two notches of a common wheel. */
const STEP = 240;
const PATIENCE = 180_000;

const say = (name, value, unit, note) => console.log(JSON.stringify({ name, value, unit, note }));

function spread(name, samples, note) {
  const sorted = samples.toSorted((one, other) => one - other);
  for (const percent of [50, 99]) {
    const at = Math.ceil((sorted.length * percent) / 100) - 1;
    say(`${name}, p${percent}`, sorted[at], 'ms', `n=${sorted.length}; ${note}`);
  }
}

/** Runs in the page before its own scripts: keeps frames while asked to, and when what was searched for was painted. */
function watch() {
  const watched = { frames: null, work: null, painted: new Map() };
  globalThis.watched = watched;
  // A task that is posted from a frame runs once that frame's style, layout and paint are done.
  const afterPaint = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(performance.now());
      channel.port2.postMessage(null);
    });
  let last = 0;
  const frame = (time) => {
    const begun = performance.now();
    watched.frames?.push(time - last);
    last = time;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => watched.work?.push(performance.now() - begun);
    channel.port2.postMessage(null);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const ask = globalThis.fetch;
  globalThis.fetch = async (url, options) => {
    const answer = await ask(url, options);
    const { command, filter } = JSON.parse(options?.body ?? '{}');
    if (command === 'feedPage' && filter.search) {
      const list = document.querySelector('#panel');
      const seen = new MutationObserver(() => {
        seen.disconnect();
        afterPaint((at) => watched.painted.set(filter.search, at));
      });
      // From the answer on, what changes is the answer being shown.
      answer.json = async () => {
        const reply = JSON.parse(await answer.text());
        seen.observe(list, { subtree: true, childList: true, characterData: true });
        return reply;
      };
    }
    return answer;
  };
}

async function scroll(page) {
  let rows = 0;
  page.on('request', (request) => {
    const asked = JSON.parse(request.postData() ?? '{}');
    if (asked.command === 'feedPage' && asked.before !== null) rows += asked.limit;
  });
  let most = { rows: 0, elements: 0 };
  const box = await page.locator('main').first().boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => Object.assign(globalThis.watched, { frames: [], work: [] }));
  const begun = Date.now();
  for (let step = 0; rows < ROWS; step++) {
    assert.ok(Date.now() - begun < PATIENCE, `only ${rows} rows came by`);
    await page.mouse.wheel(0, STEP);
    if (step % 40 !== 0) continue;
    const [held, elements] = await page.evaluate(() => [
      document.querySelectorAll('[data-id]').length,
      document.querySelectorAll('*').length,
    ]);
    most = { rows: Math.max(most.rows, held), elements: Math.max(most.elements, elements) };
  }
  const seconds = (Date.now() - begun) / 1000;
  const { frames, work } = await page.evaluate(() => {
    const { frames, work } = globalThis.watched;
    Object.assign(globalThis.watched, { frames: null, work: null });
    return { frames, work };
  });
  const note = `${rows} rows in ${seconds.toFixed(1)} s, ${STEP} px a step`;
  spread('from frame to frame, scrolling', frames.slice(1), note);
  spread(
    'a frame’s own work, scrolling',
    work,
    'from its begin to the end of its paint, on the page’s thread',
  );
  say('frames over 50 ms', frames.slice(1).filter((one) => one > 50).length, '', `of ${frames.length - 1}`);
  say('rows held at most', most.rows, '', `after ${rows} rows came by`);
  say('elements held at most', most.elements, '', 'the whole page');
}

async function type(page) {
  const field = page.getByRole('textbox', { name: 'Search events' });
  await field.focus();
  await page.evaluate(() =>
    document.addEventListener('keydown', ({ timeStamp }) => (globalThis.watched.pressed = timeStamp), true),
  );
  const took = [];
  for (const word of WORDS) {
    await field.fill('');
    await page.waitForTimeout(500);
    for (let length = 1; length <= word.length; length++) {
      const text = word.slice(0, length);
      await page.evaluate(() => globalThis.watched.painted.clear());
      await page.keyboard.type(word[length - 1]);
      // A space at the end changes nothing of what is found.
      if (text.endsWith(' ')) continue;
      const painted = await page.waitForFunction((text) => globalThis.watched.painted.get(text), text);
      took.push((await painted.jsonValue()) - (await page.evaluate(() => globalThis.watched.pressed)));
    }
  }
  spread('keystroke to painted results', took, 'each key waits until the one before has shown');
}

await onStage(async (_, browser, url) => {
  const real = await engine();
  try {
    if (!process.env.SHIPBELL_HOME) await real.control('seed', { count: ROWS + 1_000 });
    const page = await (await browser.newContext({ viewport: { width: 420, height: 600 } })).newPage();
    await page.addInitScript(watch);
    await page.goto(`${url}?loopback=${encodeURIComponent(real.address)}#/`);
    await page.waitForSelector('[data-id]');
    await scroll(page);
    await type(page);
    await page.goto('about:blank');
  } finally {
    await real.end();
  }
});
