import { beforeEach, expect, it } from 'vitest';
import { stash, stashed } from './stash';

const text = (title: string) => ({ title, body: '', link: null }) as never;

beforeEach(() => localStorage.clear());

it('keeps what was left unsaved when another text is looked at', () => {
  stash('releases', 'app-version', { base: text('a'), texts: text('written for an hour') });
  stash('releases', 'build-upload', null);
  expect(stashed('releases', 'app-version', text('a'))).toEqual(text('written for an hour'));
});

it('forgets it once it is saved, and gives none over another base', () => {
  stash('releases', 'app-version', { base: text('a'), texts: text('b') });
  expect(
    stashed('releases', 'app-version', text('changed by hand')),
    'somebody else wrote meanwhile',
  ).toBeNull();
  stash('releases', 'app-version', null);
  expect(stashed('releases', 'app-version', text('a'))).toBeNull();
});
