// Colours for JSON, quiet and cheap: pieces of the very text, in its order, so that nothing is added or lost.

export type Hue = 'plain' | 'name' | 'text' | 'number' | 'word';
export type Piece = { hue: Hue; text: string };

const TOKEN = /"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

/** The text in pieces. Anything that is no JSON stays plain: a damaged body is shown too. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > from) push(found, 'plain', text.slice(from, match.index));
    const to = match.index + match[0].length;
    push(found, hueOf(match[0], text, to), match[0]);
    from = to;
  }
  if (from < text.length) push(found, 'plain', text.slice(from));
  return found;
}

function hueOf(token: string, text: string, to: number): Hue {
  if (token.startsWith('"')) return /^\s*:/.test(text.slice(to, to + 8)) ? 'name' : 'text';
  return /^[tfn]/.test(token) ? 'word' : 'number';
}

function push(found: Piece[], hue: Hue, text: string): void {
  const last = found.at(-1);
  if (last?.hue === hue) last.text += text;
  else found.push({ hue, text });
}

/** More than this is coloured by nobody's eye and felt by everybody's scrolling. */
export const COLOURED = 128 * 1024;
/** What is shown of a long body before it is asked for. */
export const FIRST = 8 * 1024;

/** The first part of a text: whole lines where there are any, never half a character. */
export function firstPart(text: string, most = FIRST): string {
  if (text.length <= most) return text;
  const line = text.lastIndexOf('\n', most);
  const end = line > most / 2 ? line : most;
  const code = text.charCodeAt(end - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? end - 1 : end);
}

/** A long text in blocks that a browser lays out only when they are near: whole lines, or pieces of one endless line. */
export function blocks(text: string, size = 8 * 1024): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > size) {
    const part = firstPart(rest, size);
    const atLine = rest[part.length] === '\n';
    found.push(part);
    rest = rest.slice(part.length + (atLine ? 1 : 0));
  }
  found.push(rest);
  return found;
}
