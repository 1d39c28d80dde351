import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import app from '../../../crates/words/locales/en/app.ftl?raw';
import errors from '../../../crates/words/locales/en/errors.ftl?raw';
import panel from '../../../crates/words/locales/en/panel.ftl?raw';
import tray from '../../../crates/words/locales/en/tray.ftl?raw';
import type { MessageId } from './words.gen';

export type Arguments = Record<string, FluentVariable>;

const bundle = new FluentBundle('en', { useIsolating: false });
for (const file of [panel, tray, errors, app]) bundle.addResource(new FluentResource(file));

/** Adds the texts of a view that loads when it is opened. Teaching the same twice changes nothing. */
export function teach(file: string): void {
  bundle.addResource(new FluentResource(file), { allowOverrides: true });
}

/** The catalogue's text for `id`. Its type knows every id, so there is no text for "missing". */
export function say(id: MessageId, args?: Arguments): string {
  return find(id, args) ?? id;
}

/** The text of an id that is put together while running, if there is one. */
export function find(id: string, args?: Arguments): string | undefined {
  const pattern = bundle.getMessage(id)?.value;
  return pattern ? bundle.formatPattern(pattern, args) : undefined;
}

/** One of Apple's tokens in words: `state-in-review` for `IN_REVIEW`; the token itself where there are none. */
export function label(prefix: 'state' | 'platform', token: string): string {
  return find(`${prefix}-${token.toLowerCase().replaceAll('_', '-')}`) ?? token;
}
