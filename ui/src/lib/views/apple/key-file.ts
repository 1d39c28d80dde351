/** Apple's files have about 260 bytes; what is much larger is something else. */
const AT_MOST = 16_384;

/** A key's id has capital letters and digits; Apple's file names it. A browser may have put " (1)" behind it. */
const NAMED = /^AuthKey_([A-Z0-9]{2,20})(?:[ _-]?\(?\d*\)?)?\.p8$/;

/** The id of a key by the name of its file, where that says it. */
export function guessedId(fileName: string): string | null {
  return NAMED.exec(fileName)?.[1] ?? null;
}

export function isTooLarge(file: Pick<File, 'size'>): boolean {
  return file.size > AT_MOST;
}

/** The file that was dropped, if one was. */
export function dropped(transfer: DataTransfer | null): File | null {
  return transfer?.files[0] ?? null;
}
