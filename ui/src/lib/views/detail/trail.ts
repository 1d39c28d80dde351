import type { TrailStep } from '../../wire.gen';

export type Stage = TrailStep & {
  /** How long it lasted; the last one still lasts. */
  length: number | null;
  /** Its part of the bar, in percent. Short stages keep a width that can be seen. */
  share: number;
  here: boolean;
};

const LEAST = 6;

/** The states on the way with their durations, and the one that `id` told of. */
export function stages(trail: TrailStep[], id: string): Stage[] {
  const lengths = trail.map((step, index) => {
    const next = trail[index + 1];
    return next === undefined ? null : Math.max(0, next.time - step.time);
  });
  const whole = lengths.reduce<number>((sum, length) => sum + (length ?? 0), 0);
  const raw = lengths.map((length) =>
    Math.max(LEAST, whole === 0 || length === null ? 0 : (length / whole) * 100),
  );
  const sum = raw.reduce((total, share) => total + share, 0);
  return trail.map((step, index) => ({
    ...step,
    length: lengths[index] ?? null,
    share: ((raw[index] ?? LEAST) / sum) * 100,
    here: step.id === id,
  }));
}

/** The stage that ended with this event: "In review for 41 min". */
export function ended(all: Stage[]): Stage | null {
  const here = all.findIndex((stage) => stage.here);
  return here > 0 ? (all[here - 1] ?? null) : null;
}
