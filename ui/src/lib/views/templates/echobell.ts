// A whole template of Echobell's, as people paste it: title, body and link in one text.
import type { Templates } from '../../wire.gen';

/** `**Title:**`, `Title template:`, `## Link` or `title =` at the start of a line. */
const LABEL =
  /^[\s>*#_-]*(title|body|content|message|link|url)(?:\s+template)?\s*[*_]*\s*(?:[:=：]\s*[*_]*|$)(.*)$/i;
const PARTS: Record<string, keyof Templates> = {
  title: 'title',
  body: 'body',
  content: 'body',
  message: 'body',
  link: 'link',
  url: 'link',
};

/** The parts of a pasted template; null where the text is only a text. */
export function split(pasted: string): Partial<Templates> | null {
  const found = fromJson(pasted) ?? fromLines(pasted);
  return found !== null && found.title !== undefined && Object.keys(found).length > 1 ? found : null;
}

function fromJson(pasted: string): Partial<Templates> | null {
  if (!pasted.trimStart().startsWith('{"') && !/^\s*\{\s*\n/.test(pasted)) return null;
  try {
    const read: unknown = JSON.parse(pasted);
    if (typeof read !== 'object' || read === null) return null;
    return collect(
      Object.entries(read).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    );
  } catch {
    return null;
  }
}

function fromLines(pasted: string): Partial<Templates> | null {
  const lines: [string, string[]][] = [];
  for (const line of pasted.replaceAll('\r\n', '\n').split('\n')) {
    const label = LABEL.exec(line);
    if (label?.[1] !== undefined) lines.push([label[1], label[2]?.trim() ? [bare(label[2])] : []]);
    else lines.at(-1)?.[1].push(line);
  }
  return collect(
    lines.map(([name, texts]) => [name, texts.filter((text) => !/^\s*```/.test(text)).join('\n')]),
  );
}

const bare = (text: string) => text.trim().replace(/^`(.*)`$/, '$1');

function collect(pairs: [string, string][]): Partial<Templates> | null {
  const found: Partial<Templates> = {};
  for (const [name, text] of pairs) {
    const part =
      PARTS[
        name
          .toLowerCase()
          .replace(/template$/, '')
          .trim()
      ];
    if (part !== undefined && found[part] === undefined) found[part] = bare(text);
  }
  return Object.keys(found).length === 0 ? null : found;
}
