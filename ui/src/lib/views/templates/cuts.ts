// About how much of a text each system shows in a banner without pictures or buttons. No system documents its limits, and
// fonts, versions and a person's own settings change them: these are estimates, good enough to say "this may be cut".

export type System = 'macos' | 'windows' | 'linux';
export type Limit = { width: number; lines: number; font: string };
export type Limits = { width: number; title: Limit; body: Limit; expanded: Limit };

const MAC = '-apple-system, "SF Pro Text", system-ui, "Helvetica Neue", sans-serif';
const WINDOWS = '"Segoe UI Variable Text", "Segoe UI", system-ui, sans-serif';
const GNOME = '"Adwaita Sans", Cantarell, system-ui, sans-serif';

/** In CSS pixels. `width` is the banner's own. */
export const LIMITS: Record<System, Limits> = {
  macos: {
    width: 344,
    title: { width: 236, lines: 1, font: `600 13px ${MAC}` },
    body: { width: 272, lines: 2, font: `13px ${MAC}` },
    expanded: { width: 272, lines: 4, font: `13px ${MAC}` },
  },
  windows: {
    width: 364,
    title: { width: 332, lines: 2, font: `600 14px ${WINDOWS}` },
    body: { width: 332, lines: 4, font: `14px ${WINDOWS}` },
    expanded: { width: 332, lines: 4, font: `14px ${WINDOWS}` },
  },
  linux: {
    width: 440,
    title: { width: 356, lines: 1, font: `bold 14px ${GNOME}` },
    body: { width: 356, lines: 1, font: `14px ${GNOME}` },
    expanded: { width: 356, lines: 6, font: `14px ${GNOME}` },
  },
};

export type Measure = (text: string, font: string) => number;
export type Shown = { lines: string[]; cut: boolean };

/** The lines that a system shows, and whether anything is left out. */
export function fit(text: string, limit: Limit, measure: Measure): Shown {
  const wide = (line: string) => measure(line, limit.font) <= limit.width;
  const lines: string[] = [];
  const rest = text.split('\n');
  while (rest.length > 0 && lines.length < limit.lines) {
    const [line, left] = fill(rest.shift() ?? '', wide);
    lines.push(line);
    if (left !== '') rest.unshift(left);
  }
  const cut = rest.length > 0;
  if (cut) lines.push(`${shorten(lines.pop() ?? '', (line) => wide(`${line}…`))}…`);
  return { lines, cut };
}

/** As many words as fit; of a word that is wider than a line, as many characters. */
function fill(text: string, wide: (line: string) => boolean): [string, string] {
  if (wide(text)) return [text, ''];
  const words = text.split(/(?<=\s)/);
  let line = '';
  while (words.length > 0 && wide((line + (words[0] ?? '')).trimEnd())) line += words.shift() ?? '';
  if (line.trim() === '') {
    const start = shorten(text, wide);
    return [start, text.slice(start.length)];
  }
  return [line.trimEnd(), words.join('')];
}

/** The longest beginning that fits, in characters as people see them; one at least. */
function shorten(text: string, wide: (line: string) => boolean): string {
  const letters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  );
  let low = 1;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (wide(letters.slice(0, middle).join(''))) low = middle;
    else high = middle - 1;
  }
  return letters.slice(0, low).join('').trimEnd();
}

/** Measures as the page does. */
export function canvasMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  return (text, font) => {
    if (context === null) return text.length * 7;
    context.font = font;
    return context.measureText(text).width;
  };
}
