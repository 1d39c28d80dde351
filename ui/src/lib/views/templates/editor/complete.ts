// What can be written where the cursor stands.
import type { FieldHelp, TemplateHelp, VerbHelp } from '../../../wire.gen';
import { holeAt } from './language';

export type Choice = {
  kind: 'field' | 'filter' | 'method';
  label: string;
  /** What is written in its place. */
  insert: string;
  /** Whether something has to be written between its parentheses. */
  needs: boolean;
  /** Beside it: what it says in the newest event, or what it does. */
  detail: string;
  /** Beneath: where a field comes from. */
  source: string | null;
};
export type Choices = { from: number; to: number; choices: Choice[]; close: boolean };

/** The choices at `at` of a template; null where nothing can be completed. */
export function choicesAt(source: string, at: number, help: TemplateHelp): Choices | null {
  const hole = holeAt(source, at);
  if (hole === null) return null;
  return choicesIn(source.slice(hole.from + 2, at), at, help, !hole.closed);
}

/** The choices after what stands `before` in an expression, which `close` says to close afterwards. */
export function choicesIn(before: string, at: number, help: TemplateHelp, close = false): Choices | null {
  if (inText(before)) return null;
  const filter = /(?:^|[^|])\|\s*(\w*)$/.exec(before);
  if (filter) return answer(at, filter[1] ?? '', help.filters.map(verb('filter')), close);
  const path = /[\p{L}_$][\p{L}\p{N}_$.]*$/u.exec(before)?.[0] ?? '';
  if (path === '' && /[\p{L}\p{N}_$"'\])]\s*$/u.test(before)) return null;
  const fields = help.fields.map(field);
  const methods = path.includes('.') ? help.methods.map(verb('method')) : [];
  const base = path.slice(0, path.lastIndexOf('.') + 1);
  const told = methods.map((method) => ({
    ...method,
    label: base + method.label,
    insert: base + method.insert,
  }));
  return answer(at, path, [...fields, ...told], close);
}

function answer(at: number, typed: string, all: Choice[], close: boolean): Choices | null {
  const small = typed.toLowerCase();
  const choices = all.filter(({ label }) => label.toLowerCase().includes(small));
  choices.sort((one, other) => rank(one, small) - rank(other, small));
  return choices.length === 0 ? null : { from: at - typed.length, to: at, choices, close };
}

/** What begins with what was typed comes first; otherwise the help's own order stays. */
const rank = (choice: Choice, typed: string) => (choice.label.toLowerCase().startsWith(typed) ? 0 : 1);

function inText(before: string): boolean {
  let quote = '';
  for (let at = 0; at < before.length; at++) {
    const letter = before[at] ?? '';
    if (quote === '' && (letter === '"' || letter === "'")) quote = letter;
    else if (quote !== '' && letter === '\\') at += 1;
    else if (letter === quote) quote = '';
  }
  return quote !== '';
}

function field({ path, example, source, withoutKey }: FieldHelp): Choice {
  const open = path.endsWith('.*');
  const insert = open ? path.slice(0, -1) : path;
  return { kind: 'field', label: insert, insert, needs: false, detail: example ?? withoutKey, source };
}

const verb =
  (kind: 'filter' | 'method') =>
  ({ name, takes, does }: VerbHelp): Choice => {
    // "1 argument", "1 to 2 arguments": it can't do without; "no arguments", "at most 1 argument": it can.
    const needs = /^\d/.test(takes);
    const insert = kind === 'method' || needs ? `${name}()` : name;
    return { kind, label: name, insert, needs, detail: does, source: needs ? takes : null };
  };
