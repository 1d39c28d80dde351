import { afterEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from './filter';
import { first } from './first';

const page = { events: [], next: null, unread: 3 };
const asked = { before: null, limit: 16, filter: EVERYTHING };
const given = () => (window.first = { at: Date.now(), answers: { feedPage: page } });

afterEach(() => delete window.first);

describe('an answer that came with the page', () => {
  it('is given once: later the feed may be another one', () => {
    given();
    expect(first('feedPage', asked)).toEqual(page);
    expect(first('feedPage', asked)).toBeUndefined();
  });

  it('is none to another question', () => {
    given();
    expect(first('feedPage', { ...asked, filter: { ...EVERYTHING, unread: true } })).toBeUndefined();
    expect(first('feedPage', { ...asked, before: 'c1' })).toBeUndefined();
    expect(first('status', {})).toBeUndefined();
    expect(first('feedPage', asked), 'and it is still there').toEqual(page);
  });

  it('is no answer any more once it is old, as after a reload', () => {
    window.first = { at: Date.now() - 60_000, answers: { feedPage: page } };
    expect(first('feedPage', asked)).toBeUndefined();
  });

  it('is not waited for where none came', () => {
    expect(first('feedPage', asked)).toBeUndefined();
  });
});
