import type { Point } from './sight';

type Moves = {
  /** One finger, or the mouse, moved by so much. */
  move: (x: number, y: number) => void;
  /** Two fingers went apart by a factor, around a point of the window. */
  pinch: (factor: number, middle: { clientX: number; clientY: number }) => void;
};

/** What fingers on a stage mean: one moves, two pinch and move. */
export function fingers({ move, pinch }: Moves) {
  const down = new Map<number, Point>();

  const apart = ([one, other]: Point[]) => (one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0);
  const middle = (points: Point[]): Point => ({
    x: points.reduce((sum, { x }) => sum + x, 0) / Math.max(1, points.length),
    y: points.reduce((sum, { y }) => sum + y, 0) / Math.max(1, points.length),
  });

  return {
    down(pointer: PointerEvent) {
      if (pointer.button !== 0 || down.size === 2) return;
      (pointer.currentTarget as Element).setPointerCapture(pointer.pointerId);
      down.set(pointer.pointerId, { x: pointer.clientX, y: pointer.clientY });
    },
    move(pointer: PointerEvent) {
      if (!down.has(pointer.pointerId)) return;
      const before = [...down.values()];
      down.set(pointer.pointerId, { x: pointer.clientX, y: pointer.clientY });
      const now = [...down.values()];
      const [from, to] = [middle(before), middle(now)];
      if (now.length === 2 && apart(before) > 0)
        pinch(apart(now) / apart(before), { clientX: to.x, clientY: to.y });
      move(to.x - from.x, to.y - from.y);
    },
    up(pointer: PointerEvent) {
      down.delete(pointer.pointerId);
    },
  };
}
