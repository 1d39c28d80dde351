/** Whether something lies over the view that takes the keys: a dialog, or a menu. */
export function overlaid(): boolean {
  return document.querySelector('dialog[open], [data-over]') !== null;
}

/** Whether somebody writes there: letters are letters then, not commands. */
export function writing(at: EventTarget | null): boolean {
  return at instanceof Element && at.closest('input, textarea, select, [contenteditable]') !== null;
}
