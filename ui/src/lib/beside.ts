/** Places what floats (a popover) under `anchor`, or above it where there is no room, and within the window. */
export function beside(floating: HTMLElement, anchor: HTMLElement): void {
  const gap = 4;
  const edge = 8;
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = floating;
  const rtl = getComputedStyle(anchor).direction === 'rtl';
  const wanted = rtl ? at.left : at.right - width;
  const left = Math.max(edge, Math.min(wanted, innerWidth - width - edge));
  const under = at.bottom + gap;
  const top =
    under + height + edge <= innerHeight
      ? under
      : Math.max(edge, Math.min(at.top - gap - height, innerHeight - height - edge));
  Object.assign(floating.style, { position: 'fixed', inset: 'auto', left: `${left}px`, top: `${top}px` });
}
