import app from '../../../crates/words/locales/en/app.ftl?raw';
import panel from '../../../crates/words/locales/en/panel.ftl?raw';
import tray from '../../../crates/words/locales/en/tray.ftl?raw';
import type { MessageId } from './words.gen';

export type Arguments = Record<string, string | number>;

/** The catalogue as scripts/texts.mjs writes it while building. */
type Pattern = string | Part[];
type Part = string | { v: string } | { m: string } | Choice;
type Choice = { s: Part; c: [string, Pattern][]; d: number };

const LOCALE = 'en';
const plural = new Intl.PluralRules(LOCALE);
const number = new Intl.NumberFormat(LOCALE);
const messages = new Map<string, Pattern>();

for (const file of [panel, tray, app]) teach(file);

/** Adds the texts of a view that loads when it is opened. Teaching the same twice changes nothing. */
export function teach(file: string): void {
  for (const [id, pattern] of Object.entries(JSON.parse(file) as Record<string, Pattern>))
    messages.set(id, pattern);
}

/** The catalogue's text for `id`. Its type knows every id, so there is no text for "missing". */
export function say(id: MessageId, args?: Arguments): string {
  return find(id, args) ?? id;
}

/** The text of an id that is put together while running, if there is one. */
export function find(id: string, args: Arguments = {}): string | undefined {
  const pattern = messages.get(id);
  return pattern === undefined ? undefined : spoken(pattern, args);
}

/** One of Apple's tokens in words: `state-in-review` for `IN_REVIEW`; the token itself where there are none. */
export function label(prefix: 'state' | 'platform', token: string): string {
  return find(`${prefix}-${token.toLowerCase().replaceAll('_', '-')}`) ?? token;
}

function spoken(pattern: Pattern, args: Arguments): string {
  return typeof pattern === 'string' ? pattern : pattern.map((part) => partOf(part, args)).join('');
}

function partOf(part: Part, args: Arguments): string {
  if (typeof part === 'string') return part;
  if ('v' in part) {
    const value = args[part.v] ?? `{$${part.v}}`;
    return typeof value === 'number' ? number.format(value) : value;
  }
  return 'm' in part ? (find(part.m, args) ?? part.m) : chosen(part, args);
}

/** Among several wordings the one that is for exactly this value, else for its plural, else the usual one. */
function chosen({ s, c, d }: Choice, args: Arguments): string {
  const value = typeof s === 'object' && 'v' in s ? args[s.v] : partOf(s, args);
  const exact = c.find(([key]) => key === String(value));
  const some = typeof value === 'number' ? c.find(([key]) => key === plural.select(value)) : undefined;
  return spoken((exact ?? some ?? c[d])?.[1] ?? '', args);
}
