type Walked = {
  scroller: () => HTMLElement;
  /** The drawn rows, in order. */
  ids: () => string[];
  /** The row that has the focus. */
  current: () => string | null;
  /** The row at which walking begins. */
  reachable: () => string | null;
  focus: (id: string | undefined) => void;
  /** Brings the newest row on screen. */
  top: () => Promise<void>;
};

/** The keys that walk a list: arrows or j and k, page by page, to the newest, to the last that was read. */
export function listKeys(list: Walked): (key: KeyboardEvent) => boolean {
  /** Moves the focus by `step` rows from where it is; from nowhere to the row that Tab would reach. */
  function move(step: number) {
    const ids = list.ids();
    const current = list.current();
    const at = ids.indexOf(current ?? list.reachable() ?? '');
    const next = current === null ? Math.max(0, at) : Math.min(ids.length - 1, Math.max(0, at + step));
    list.focus(ids[next]);
  }

  /** Goes on by what fits into the window. */
  function leap(way: 1 | -1) {
    const ids = list.ids();
    const row = list.scroller().querySelector<HTMLElement>('[data-id]');
    const fit = Math.max(
      1,
      Math.floor((list.scroller().clientHeight - 60) / Math.max(40, row?.offsetHeight ?? 60)),
    );
    move(way * Math.min(fit, ids.length));
  }

  const acts: Record<string, () => void> = {
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    PageDown: () => leap(1),
    PageUp: () => leap(-1),
    Home: () => void list.top().then(() => list.focus(list.ids()[0])),
    End: () => list.focus(list.ids().at(-1)),
  };

  return (key) => {
    const act = acts[key.key];
    act?.();
    return act !== undefined;
  };
}
