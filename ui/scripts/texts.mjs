// The catalogue as the panel carries it: parsed here, so that no parser ships. src/lib/words.ts reads what this writes.
import { FluentResource } from '@fluent/bundle';

/**
 * A file of the catalogue as JSON: each id with its pattern. A pattern is a text, or a list of texts, `{v}` (a
 * variable), `{m}` (another message) and `{s, c, d}` (a choice by `s` among `c`; the `d`th where none fits).
 * Throws for what the panel does not understand, so that nothing is left out silently.
 */
export function compiled(source, wanted = () => true) {
  const { body } = new FluentResource(source);
  const messages = body.filter(({ id }) => wanted(id)).map(({ id, value }) => [id, pattern(value, id)]);
  return JSON.stringify(Object.fromEntries(messages));
}

function pattern(value, id) {
  return typeof value === 'string' ? value : value.map((element) => part(element, id));
}

function part(element, id) {
  if (typeof element === 'string') return element;
  switch (element.type) {
    case 'str':
      return element.value;
    case 'var':
      return { v: element.name };
    case 'mesg':
      if (element.attr === null) return { m: element.name };
      break;
    case 'select':
      return {
        s: part(element.selector, id),
        c: element.variants.map(({ key, value }) => [String(key.value), pattern(value, id)]),
        d: element.star,
      };
  }
  throw new Error(`${id} says something that the panel's words.ts cannot: ${JSON.stringify(element)}`);
}
