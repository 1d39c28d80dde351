import type { Problem, WireError } from './wire.gen';
import { say } from './words';
import type { MessageId } from './words.gen';

/** Grave is what keeps events from arriving or from being kept. */
export type Told = { key: string; grave: boolean; title: string; text: string };
type Texts = { title: MessageId; fix: MessageId | null; grave: boolean };

const TEXTS = {
  'port-taken': { title: 'panel-port-taken', fix: 'error-port-taken-fix', grave: true },
  'keychain-locked': { title: 'error-keychain-locked', fix: 'error-keychain-locked-fix', grave: true },
  'keychain-absent': { title: 'error-keychain-absent', fix: 'error-keychain-absent-fix', grave: true },
  'secrets-unreadable': { title: 'error-keychain-denied', fix: 'error-keychain-denied-fix', grave: true },
  'secret-missing': { title: 'error-secret-missing', fix: 'error-secret-missing-fix', grave: true },
  'secrets-file': { title: 'error-secrets-file', fix: 'error-secrets-file-fix', grave: true },
  'cannot-store': { title: 'error-cannot-store', fix: 'error-cannot-store-fix', grave: true },
  'database-quarantined': { title: 'error-database-quarantined', fix: null, grave: false },
  'settings-bad': { title: 'error-settings-invalid', fix: null, grave: false },
  'notifications-unavailable': {
    title: 'error-notifications-absent',
    fix: 'error-notifications-absent-fix',
    grave: false,
  },
  'server-notifications': {
    title: 'error-server-notifications',
    fix: 'error-server-notifications-fix',
    grave: false,
  },
} as const satisfies Record<string, Texts>;

const ERRORS = {
  'bad-request': 'error-internal',
  'not-found': 'panel-error-not-found',
  'needs-user': 'error-keychain-locked',
  storage: 'panel-error-storage',
  'no-desktop': 'panel-error-no-desktop',
  internal: 'error-internal',
} as const satisfies Record<string, MessageId>;

// Neither line compiles when the wire learns a code that has no texts here.
type Untold = Exclude<Problem['code'], keyof typeof TEXTS> | Exclude<WireError['code'], keyof typeof ERRORS>;
const everythingIsTold: [Untold] extends [never] ? true : Untold = true;
void everythingIsTold;

const OTHER: Texts = { title: 'error-internal', fix: 'error-internal-fix', grave: true };

/** A problem in the catalogue's words; the program's own sentence only where it alone knows which file is meant. */
export function tell(problem: Problem): Told {
  const { title, fix, grave } = (TEXTS as Record<string, Texts>)[problem.code] ?? OTHER;
  const text = fix === null ? sentence(problem.detail) : say(fix);
  return { key: problem.code, grave, title: say(title), text };
}

/** A refused request in words, by the same rule. */
export function tellError(error: WireError): { title: string; text: string } {
  const id = (ERRORS as Record<string, MessageId>)[error.code] ?? 'error-internal';
  return { title: say(id), text: sentence(error.message) || say('error-internal-fix') };
}

/** Rust's errors begin small and end open; people's sentences do not. A file's or a host's name stays as it is. */
function sentence(text: string): string {
  const trimmed = text.trim();
  const begun = /^[a-z]+[ ,:]/.test(trimmed) ? trimmed.charAt(0).toUpperCase() + trimmed.slice(1) : trimmed;
  return begun === '' || /[.?!…]$/.test(begun) ? begun : `${begun}.`;
}
