// The template language as an editor sees it: which characters are what. Understanding is the program's; this only
// colours, and says where in an expression the cursor stands.

export type Kind = 'brace' | 'field' | 'filter' | 'method' | 'text' | 'number' | 'word' | 'sign' | 'unclosed';
export type Mark = { from: number; to: number; kind: Kind };

/** What stands between `{{` and `}}`, braces included; `to` is the end of the text where they never close. */
export type Hole = { from: number; to: number; closed: boolean };

/** The holes of a template, in order. Braces in quoted texts do not close one. */
export function holes(source: string): Hole[] {
  const found: Hole[] = [];
  let at = source.indexOf('{{');
  while (at !== -1) {
    const end = closing(source, at + 2);
    found.push({ from: at, to: end ?? source.length, closed: end !== null });
    if (end === null) break;
    at = source.indexOf('{{', end);
  }
  return found;
}

function closing(source: string, from: number): number | null {
  let quote = '';
  for (let at = from; at < source.length; at++) {
    const letter = source[at] ?? '';
    if (quote !== '') {
      if (letter === '\\') at += 1;
      else if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (source.startsWith('}}', at)) return at + 2;
    // A hole that was forgotten open must not swallow the next one.
    else if (source.startsWith('{{', at)) return null;
  }
  return null;
}

const TOKEN =
  /(?<text>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|(?<number>\b\d+(?:\.\d+)?)|(?<name>[\p{L}_$][\p{L}\p{N}_$]*)|(?<sign>\|\||&&|[=!]==?|[<>]=?|[|?:+!.()[\],-])/gu;
const WORDS = new Set(['true', 'false', 'null']);

/** Every mark of a template, in order, none over another. */
export function marks(source: string): Mark[] {
  return holes(source).flatMap((hole) => {
    if (!hole.closed) return [{ from: hole.from, to: hole.from + 2, kind: 'unclosed' as const }];
    return [
      { from: hole.from, to: hole.from + 2, kind: 'brace' as const },
      ...inside(source, hole.from + 2, hole.to - 2),
      { from: hole.to - 2, to: hole.to, kind: 'brace' as const },
    ];
  });
}

/** The marks of an expression, which stands in a template from `from` to `to`, or alone. */
export function inside(source: string, from = 0, to = source.length): Mark[] {
  const text = source.slice(from, to);
  let before = '';
  return [...text.matchAll(TOKEN)].map((match) => {
    const at = from + match.index;
    const kind = kindOf(match, before, text.slice(match.index + match[0].length));
    before = match[0];
    return { from: at, to: at + match[0].length, kind };
  });
}

function kindOf(match: RegExpMatchArray, before: string, after: string): Kind {
  const { text, number, name } = match.groups ?? {};
  if (text !== undefined) return 'text';
  if (number !== undefined) return 'number';
  if (name === undefined) return 'sign';
  if (before === '|') return 'filter';
  if (before === '.' && /^\s*\(/.test(after)) return 'method';
  return WORDS.has(name) && before !== '.' ? 'word' : 'field';
}

/** The hole that the cursor stands in, if it does. */
export function holeAt(source: string, at: number): Hole | null {
  return holes(source).find((hole) => at >= hole.from + 2 && at <= hole.to - (hole.closed ? 2 : 0)) ?? null;
}
