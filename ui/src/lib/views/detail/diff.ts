// What a text says now beside what was said: by words, by their longest common run.

export type Change = { kind: 'same' | 'gone' | 'new'; text: string };

/** Beyond this many words a comparison by words tells nobody anything. */
const MOST = 400;

export function difference(before: string, now: string): Change[] {
  if (before === now) return before === '' ? [] : [{ kind: 'same', text: now }];
  const old = words(before);
  const fresh = words(now);
  if (old.length > MOST || fresh.length > MOST) {
    return join([
      { kind: 'gone', text: before },
      { kind: 'new', text: now },
    ]);
  }
  return join(walk(old, fresh, lengths(old, fresh)));
}

/** Words with the space that follows them, so that the pieces give the text again. */
function words(text: string): string[] {
  return text.match(/\s+|[^\s]+/g) ?? [];
}

/** For each pair of beginnings' ends: the length of the longest run they share from there on. */
function lengths(old: string[], fresh: string[]): number[][] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    const row = table[i] ?? [];
    const below = table[i + 1] ?? [];
    for (let j = fresh.length - 1; j >= 0; j--) {
      row[j] = old[i] === fresh[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

function walk(old: string[], fresh: string[], table: number[][]): Change[] {
  const found: Change[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    const was = old[i];
    const is = fresh[j];
    if (was !== undefined && was === is) {
      found.push({ kind: 'same', text: was });
      i += 1;
      j += 1;
    } else if (
      is === undefined ||
      (was !== undefined && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))
    ) {
      found.push({ kind: 'gone', text: was ?? '' });
      i += 1;
    } else {
      found.push({ kind: 'new', text: is });
      j += 1;
    }
  }
  return found;
}

/** Neighbours of one kind become one; what went stands before what came. */
function join(changes: Change[]): Change[] {
  const found: Change[] = [];
  for (const change of changes) {
    if (change.text === '') continue;
    const last = found.at(-1);
    if (last?.kind === change.kind) last.text += change.text;
    else found.push({ ...change });
  }
  return found;
}
