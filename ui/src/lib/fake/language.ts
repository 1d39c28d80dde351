// A small stand-in for the template language: fields, texts, filters, methods, `+`, `||` and `? :`. Enough for pictures.
import { holes } from '../views/templates/editor/language';
import type { Part, Remark } from '../wire.gen';

export type Values = Record<string, string>;

export const FILTERS: Record<string, (text: string) => string> = {
  label: (text) =>
    text
      .toLowerCase()
      .split('_')
      .map((word) => word.replace(/^./, (letter) => letter.toUpperCase()))
      .join(' '),
  emoji: (text) => ({ REJECTED: '❌', IN_REVIEW: '🔍', READY_FOR_DISTRIBUTION: '✅' })[text] ?? '🔔',
  local: (text) =>
    text === '' ? '' : new Date(text).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' }),
  ago: () => '4 min ago',
  truncate: (text) => text.slice(0, 40),
  default: (text) => text,
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
};

export function render(source: string, values: Values): string {
  let text = '';
  let at = 0;
  for (const hole of holes(source)) {
    if (!hole.closed) break;
    text += source.slice(at, hole.from) + value(source.slice(hole.from + 2, hole.to - 2), values);
    at = hole.to;
  }
  return text + source.slice(at);
}

function value(expression: string, values: Values): string {
  const [test, rest] = apart(expression, '?');
  if (rest !== null) {
    const [yes, no] = apart(rest, ':');
    return value(test, values) !== '' ? value(yes, values) : value(no ?? '', values);
  }
  const [left, right] = apart(expression, '||');
  if (right !== null) return value(left, values) || value(right, values);
  const [one, more] = apart(expression, '+');
  if (more !== null) return value(one, values) + value(more, values);
  const [plain, ...filters] = expression.split('|').map((part) => part.trim());
  const quoted = /^(["'])(.*)\1$/s.exec(plain ?? '');
  const start = quoted ? (quoted[2] ?? '') : (values[plain ?? ''] ?? '');
  return filters.reduce((text, filter) => FILTERS[filter.replace(/\(.*$/, '')]?.(text) ?? text, start);
}

/** Splits at the first `sign` outside quotes. */
function apart(text: string, sign: string): [string, string | null] {
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (text.startsWith(sign, at)) return [text.slice(0, at), text.slice(at + sign.length)];
  }
  return [text, null];
}

/** Unknown fields and filters, and braces that never close. */
export function remarks(part: Part, source: string, known: string[]): Remark[] {
  return holes(source).flatMap((hole) => {
    if (!hole.closed) {
      const message = 'These braces never close; write }} where the expression ends.';
      return [
        {
          part,
          from: hole.from,
          to: hole.from + 2,
          severity: 'error',
          code: 'unclosed',
          message,
          suggestion: null,
        },
      ];
    }
    const inner = source.slice(hole.from + 2, hole.to - 2);
    const bare = inner.replace(/"[^"]*"|'[^']*'/g, (text) => ' '.repeat(text.length));
    return [...bare.matchAll(/(\|\s*)?[A-Za-z_][\w.]*/g)].flatMap((match): Remark[] => {
      const name = match[0].slice(match[1]?.length ?? 0);
      const from = hole.from + 2 + match.index + (match[1]?.length ?? 0);
      const place = { part, from, to: from + name.length };
      if (match[1] !== undefined)
        return bare[match.index - 1] === '|' ? field(place, name, known) : filter(place, name);
      return field(place, name, known);
    });
  });
}

type Place = Pick<Remark, 'part' | 'from' | 'to'>;

function filter(place: Place, name: string): Remark[] {
  if (name in FILTERS) return [];
  const near = Object.keys(FILTERS).find((one) => one.startsWith(name.slice(0, 1))) ?? null;
  const message = near
    ? `There is no filter \`${name}\`; perhaps \`${near}\` was meant.`
    : `There is no filter \`${name}\`.`;
  return [{ ...place, severity: 'error', code: 'unknown-filter', message, suggestion: near }];
}

function field(place: Place, name: string, known: string[]): Remark[] {
  if (name === 'rating') {
    const message =
      'Apple sends no rating: ratings and reviews of customers come in no webhook, so nothing will stand here.';
    return [{ ...place, severity: 'warning', code: 'no-apple-data', message, suggestion: null }];
  }
  const fits = known.some(
    (path) =>
      path === name ||
      path.startsWith(`${name}.`) ||
      (path.endsWith('.*') && name.startsWith(path.slice(0, -1))),
  );
  if (fits || name.includes('(') || /\.(trim|includes|label)$/.test(name)) return [];
  const near = known.find((path) => path.slice(0, 3) === name.slice(0, 3)) ?? null;
  const message = near
    ? `No event has \`${name}\`; perhaps \`${near}\` was meant.`
    : `No event has \`${name}\`; nothing will stand here.`;
  return [{ ...place, severity: 'warning', code: 'no-such-field', message, suggestion: near }];
}
