// How a picture is looked at: how large, and moved by how much. Its middle lies in the stage's middle at first.

export type Sight = { scale: number; x: number; y: number };
/** How large the picture is drawn where it fits, and the stage that it fits into. */
export type Room = { width: number; height: number; stageWidth: number; stageHeight: number };
export type Point = { x: number; y: number };

export const FIT: Sight = { scale: 1, x: 0, y: 0 };
const MOST = 8;
/** What one press of a key, or one turn of a wheel, makes larger. */
export const STEP = 1.35;
/** What a double click goes to from where all of it is seen. */
const NEAR = 2.5;

/** The same within bounds: never smaller than it fits, and no edge of the picture inside the stage. */
export function held({ scale, x, y }: Sight, room: Room): Sight {
  const size = Math.min(MOST, Math.max(1, Number.isFinite(scale) ? scale : 1));
  const most = (drawn: number, stage: number) => Math.max(0, (drawn * size - stage) / 2);
  const within = (value: number, bound: number) => Math.min(bound, Math.max(-bound, value)) || 0;
  return {
    scale: size,
    x: within(x, most(room.width, room.stageWidth)),
    y: within(y, most(room.height, room.stageHeight)),
  };
}

/** Larger or smaller by a factor; what lies under `at`, told from the stage's middle, stays there. */
export function zoomed(sight: Sight, room: Room, factor: number, at: Point = { x: 0, y: 0 }): Sight {
  const { scale } = held({ ...sight, scale: sight.scale * factor }, room);
  const by = scale / sight.scale;
  return held({ scale, x: at.x - (at.x - sight.x) * by, y: at.y - (at.y - sight.y) * by }, room);
}

export function moved(sight: Sight, room: Room, x: number, y: number): Sight {
  return held({ ...sight, x: sight.x + x, y: sight.y + y }, room);
}

/** From all of it to near, at a point, and back. */
export function turned(sight: Sight, room: Room, at: Point): Sight {
  return sight.scale > 1 ? FIT : zoomed(sight, room, NEAR, at);
}
