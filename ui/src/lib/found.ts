/** A piece of a text, and whether it is what was searched for. */
export type Piece = { text: string; hit: boolean };

/** Beyond this a text is not searched for marks: nobody sees so far into a row. */
const FAR = 2_000;
const WORD = /[\p{L}\p{N}]+(?:(?<=\d)\.(?=\d)[\p{L}\p{N}]+)*/gu;
const LETTER = /[\p{L}\p{N}]/u;
/** Writing without spaces: each character begins something. */
const UNSPACED =
  /^[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u312f\u31f0-\u31ff\u3400-\u9fff\u1100-\u11ff\uac00-\ud7af\uf900-\ufaff]/;

/** Compatibility forms, accents and case aside: as the feed's own index folds. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}

/** The words of a question, as the feed understands it: each must begin a word of the event. */
export function wordsOf(question: string | null): string[] {
  return [...new Set(fold(question ?? '').match(WORD) ?? [])];
}

/** `text` in pieces, those marked that begin with one of `words`. */
export function pieces(text: string, words: readonly string[]): Piece[] {
  if (words.length === 0) return [{ text, hit: false }];
  const { folded, from } = mapped(text.slice(0, FAR));
  const found: Piece[] = [];
  let told = 0;
  for (let at = 0; at < folded.length;) {
    const length = begins(folded, at) ? longest(folded, at, words) : 0;
    if (length === 0) {
      at += 1;
      continue;
    }
    const [start, end] = [from[at] ?? 0, from[at + length] ?? Math.min(text.length, FAR)];
    if (start > told) found.push({ text: text.slice(told, start), hit: false });
    if (end > start) found.push({ text: text.slice(start, end), hit: true });
    told = Math.max(told, end);
    at += length;
  }
  if (told < text.length) found.push({ text: text.slice(told), hit: false });
  return found;
}

/** Whether each of `words` begins a word in one of the `texts`: if not, it was found in the body. */
export function shows(texts: readonly string[], words: readonly string[]): boolean {
  return words.every((word) => texts.some((text) => pieces(text, [word]).some(({ hit }) => hit)));
}

/** The folded text, and for each of its characters where it stands in the text itself. */
function mapped(text: string): { folded: string; from: number[] } {
  let folded = '';
  const from: number[] = [];
  let at = 0;
  for (const sign of text) {
    const plain = fold(sign);
    for (let index = 0; index < plain.length; index++) from.push(at);
    folded += plain;
    at += sign.length;
  }
  return { folded, from };
}

function begins(folded: string, at: number): boolean {
  const here = folded[at] ?? '';
  if (!LETTER.test(here) && here < '\ud800') return false;
  if (UNSPACED.test(here)) return true;
  const before = folded[at - 1] ?? ' ';
  // A point between digits belongs to the number: 1 does not begin a word in 2.1.
  if (before === '.' && /\d/.test(folded[at - 2] ?? '') && /\d/.test(here)) return false;
  return !LETTER.test(before) || UNSPACED.test(before);
}

function longest(folded: string, at: number, words: readonly string[]): number {
  return words.reduce(
    (most, word) => (word.length > most && folded.startsWith(word, at) ? word.length : most),
    0,
  );
}
