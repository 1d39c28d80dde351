import { describe, expect, it } from 'vitest';
import type { Host } from '../../../host';
import type { Preview } from '../../../wire.gen';
import { Writing } from './draft.svelte';

const BUILTIN = { title: 'Built-in', body: '', link: null };
const preview = (title: string): Preview => ({
  title,
  body: '',
  link: null,
  level: 'active',
  event: null,
  remarks: [],
});

/** A host whose answers wait until the test lets them go, in any order. */
function slow() {
  const waiting: { title: string; go: () => void }[] = [];
  const host = {
    ask: (_command: string, request: { draft: { templates: { title: string } } }) =>
      new Promise((done) => {
        const { title } = request.draft.templates;
        waiting.push({ title, go: () => done(preview(title)) });
      }),
    onChange: () => () => undefined,
  } as unknown as Host;
  return { writing: new Writing(host, 'releases', 'ping'), waiting };
}

describe('a draft', () => {
  it('is unsaved exactly while it differs from what is in force', () => {
    const { writing } = slow();
    writing.begin(BUILTIN);
    expect(writing.dirty).toBe(false);
    writing.write({ title: 'Mine' });
    expect(writing.dirty).toBe(true);
    writing.write({ title: 'Built-in' });
    expect(writing.dirty, 'writing it back leaves nothing to save').toBe(false);
    writing.stop();
  });

  it('shows the newest answer, whichever comes last', async () => {
    const { writing, waiting } = slow();
    writing.texts = { ...BUILTIN, title: 'first' };
    const first = writing.look();
    writing.texts = { ...BUILTIN, title: 'second' };
    const second = writing.look();
    waiting[1]?.go();
    await second;
    waiting[0]?.go();
    await first;
    expect(writing.preview?.title, 'an overtaken answer is about a text that is gone').toBe('second');
  });

  it('takes the file’s text where nothing is unsaved, and offers it where something is', () => {
    const { writing } = slow();
    writing.begin(BUILTIN);
    const file = { ...BUILTIN, title: 'By hand' };
    expect(writing.hear(file)).toBe('taken');
    expect(writing.texts.title).toBe('By hand');
    writing.write({ title: 'Mine' });
    expect(writing.hear({ ...BUILTIN, title: 'By hand again' })).toBe('offered');
    expect(writing.texts.title, 'nobody’s words are overwritten').toBe('Mine');
    writing.keepMine();
    expect(writing.dirty, 'mine is still to be saved').toBe(true);
    expect(writing.hear({ ...BUILTIN, title: 'By hand again' }), 'and is not asked about twice').toBe('same');
    writing.stop();
  });

  it('that the file says already is saved', () => {
    const { writing } = slow();
    writing.begin(BUILTIN);
    writing.write({ title: 'Mine' });
    expect(writing.hear({ ...BUILTIN, title: 'Mine' })).toBe('same');
    expect(writing.dirty).toBe(false);
    writing.stop();
  });
});
