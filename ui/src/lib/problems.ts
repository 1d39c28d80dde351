import type { Problem, WireError } from './wire.gen';
import { find, say } from './words';
import type { MessageId } from './words.gen';

export type Told = { key: string; grave: boolean; title: string; fix: string; detail: string | null };
type Texts = { title: MessageId; fix: MessageId; grave: boolean };

/** Grave is what keeps events from arriving or from being kept. */
const TEXTS = {
  'port-taken': { title: 'error-port-taken', fix: 'error-port-taken-fix', grave: true },
  'keychain-locked': { title: 'error-keychain-locked', fix: 'error-keychain-locked-fix', grave: true },
  'keychain-absent': { title: 'error-keychain-absent', fix: 'error-keychain-absent-fix', grave: true },
  'secrets-unreadable': { title: 'error-keychain-denied', fix: 'error-keychain-denied-fix', grave: true },
  'cannot-store': { title: 'error-cannot-store', fix: 'error-cannot-store-fix', grave: true },
  'database-quarantined': {
    title: 'error-database-quarantined',
    fix: 'error-database-quarantined-fix',
    grave: false,
  },
  'settings-bad': { title: 'error-settings-invalid', fix: 'error-settings-invalid-fix', grave: false },
  'notifications-denied': {
    title: 'error-notifications-denied',
    fix: 'error-notifications-denied-fix',
    grave: false,
  },
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

// Does not compile when the wire learns a problem that has no texts here.
type Untold = Exclude<Problem['code'], keyof typeof TEXTS>;
const everythingIsTold: [Untold] extends [never] ? true : Untold = true;
void everythingIsTold;

const OTHER: Texts = { title: 'error-internal', fix: 'error-internal-fix', grave: true };

export function tell(problem: Problem): Told {
  const { title, fix, grave } = (TEXTS as Record<string, Texts>)[problem.code] ?? OTHER;
  const detail = problem.detail.trim();
  const known = { address: detail, path: detail, place: detail };
  const told = { key: problem.code, grave, title: say(title, known), fix: say(fix, known) };
  const said = detail === '' || told.title.includes(detail) || told.fix.includes(detail);
  return { ...told, detail: said ? null : detail };
}

/** A refused request, in words. */
export function tellError(error: WireError): { title: string; fix: string } {
  const id = find(`error-${error.code}`) === undefined ? 'error-internal' : `error-${error.code}`;
  return { title: find(id) ?? '', fix: find(`${id}-fix`) ?? '' };
}
