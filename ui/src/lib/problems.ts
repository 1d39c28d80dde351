import errors from '../../../crates/words/locales/en/errors.ftl?raw';
import { say } from './feed-words';
import type { Problem, WireError } from './wire.gen';
import { teach } from './words';
import type { MessageId } from './words.gen';

// What is wrong is seldom said: its words load with this file.
teach(errors);

/** Grave is what keeps events from arriving or from being kept. */
export type Told = {
  key: string;
  grave: boolean;
  title: string;
  text: string;
  /** The particulars, where they say more than the catalogue can: a line and its cause, a file. */
  detail: string;
  /** What leads out of it, where the panel has it. */
  fix: Fix | null;
};
/** Goes to the settings or to their connection, asks the address again, starts the tunnel again, or looks closer. */
export type Fix = 'settings' | 'connection' | 'prove' | 'tunnel' | 'doctor';
type Texts = { title: MessageId; fix: MessageId; grave: boolean };

type Refusal = { title: MessageId; fix: MessageId | null };

const TEXTS = {
  'port-taken': { title: 'panel-port-taken', fix: 'error-port-taken-fix', grave: true },
  'keychain-locked': { title: 'error-keychain-locked', fix: 'error-keychain-locked-fix', grave: true },
  'keychain-absent': { title: 'error-keychain-absent', fix: 'error-keychain-absent-fix', grave: true },
  'secrets-unreadable': { title: 'error-keychain-denied', fix: 'error-keychain-denied-fix', grave: true },
  'secret-missing': { title: 'error-secret-missing', fix: 'error-secret-missing-fix', grave: true },
  'secrets-file': { title: 'error-secrets-file', fix: 'error-secrets-file-fix', grave: true },
  'cannot-store': { title: 'error-cannot-store', fix: 'error-cannot-store-fix', grave: true },
  'database-damaged': { title: 'error-database-damaged', fix: 'error-database-damaged-fix', grave: false },
  'database-quarantined': {
    title: 'error-database-quarantined',
    fix: 'error-database-quarantined-fix',
    grave: false,
  },
  'settings-bad': { title: 'error-settings-invalid', fix: 'error-settings-invalid-fix', grave: false },
  'notifications-unavailable': {
    title: 'error-notifications-absent',
    fix: 'error-notifications-absent-fix',
    grave: false,
  },
  'notifications-denied': {
    title: 'error-notifications-denied',
    fix: 'error-notifications-denied-fix',
    grave: false,
  },
  'address-changed': { title: 'error-address-changed', fix: 'error-address-changed-fix', grave: true },
  'apple-key': { title: 'error-apple-key', fix: 'error-apple-key-fix', grave: false },
  'server-notifications': {
    title: 'error-server-notifications',
    fix: 'error-server-notifications-fix',
    grave: false,
  },
} as const satisfies Record<string, Texts>;

const ERRORS = {
  'bad-request': { title: 'error-internal', fix: 'error-internal-fix' },
  'not-found': { title: 'panel-error-not-found', fix: null },
  'bad-name': { title: 'error-bad-name', fix: 'error-bad-name-fix' },
  'name-taken': { title: 'error-name-taken', fix: 'error-name-taken-fix' },
  'bad-app-id': { title: 'error-bad-app-id', fix: 'error-bad-app-id-fix' },
  'bad-url': { title: 'error-bad-url', fix: 'error-bad-url-fix' },
  settings: { title: 'error-settings-unchanged', fix: 'error-settings-unchanged-fix' },
  notifications: { title: 'error-notifications-absent', fix: 'error-notifications-absent-fix' },
  door: { title: 'error-door', fix: 'error-door-fix' },
  system: { title: 'error-system', fix: 'error-system-fix' },
  'needs-user': { title: 'error-keychain-locked', fix: 'error-keychain-locked-fix' },
  storage: { title: 'panel-error-storage', fix: 'panel-load-failed-body' },
  apple: { title: 'panel-error-apple', fix: null },
  unsettled: { title: 'error-unsettled', fix: 'error-unsettled-fix' },
  'no-desktop': { title: 'panel-error-no-desktop', fix: null },
  internal: { title: 'error-internal', fix: 'error-internal-fix' },
} as const satisfies Record<string, Refusal>;

// Neither line compiles when the wire learns a code that has no texts here.
type Untold = Exclude<Problem['code'], keyof typeof TEXTS> | Exclude<WireError['code'], keyof typeof ERRORS>;
const everythingIsTold: [Untold] extends [never] ? true : Untold = true;
void everythingIsTold;

/** What only the program itself can say. */
const DETAILED = new Set<string>([
  'address-changed',
  'settings-bad',
  'cannot-store',
  'database-quarantined',
  'secrets-file',
]);
const FIXES: Partial<Record<string, Fix>> = {
  'port-taken': 'connection',
  'secret-missing': 'settings',
  'notifications-denied': 'settings',
  'apple-key': 'settings',
  'address-changed': 'settings',
};

const OTHER: Texts = { title: 'error-internal', fix: 'error-internal-fix', grave: true };

/** A problem in the catalogue's words. */
export function tell(problem: Problem): Told {
  const { title, fix, grave } = (TEXTS as Record<string, Texts>)[problem.code] ?? OTHER;
  return {
    key: problem.code,
    grave,
    title: say(title),
    text: say(fix),
    detail: DETAILED.has(problem.code) ? problem.detail : '',
    fix: FIXES[problem.code] ?? null,
  };
}

/** A refused request in words. */
export function tellError(error: WireError): { title: string; text: string } {
  const { title, fix } = (ERRORS as Record<string, Refusal>)[error.code] ?? ERRORS.internal;
  return { title: say(title), text: fix === null ? '' : say(fix) };
}
