// Hues that sit well beside brass; neighbours are far enough apart to tell two apps from each other.
const HUES = [255, 155, 305, 215, 335, 185, 275, 120];

/** An app's own hue: always the same for the same name. */
export function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return HUES[sum % HUES.length] ?? 255;
}

/** The first letter a person would read, also outside the basic plane. */
export function initialOf(name: string): string {
  const [plain] = /^[ -~]{1,2}$/.exec(name.trim().slice(0, 2)) ?? [];
  if (plain !== undefined) return plain.charAt(0).toLocaleUpperCase();
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first ? first.segment.toLocaleUpperCase() : '';
}
