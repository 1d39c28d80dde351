export type System = 'mac' | 'windows' | 'linux';

/** Which system's words to use for its own settings and keys. */
export function systemOf(agent: string): System {
  if (/Mac OS X|Macintosh/.test(agent)) return 'mac';
  return /Windows/.test(agent) ? 'windows' : 'linux';
}
