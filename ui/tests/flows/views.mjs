// Every view once, with the variants that matter: what is photographed and what is checked for accessibility. And every
// flow, with the host that it is played before.
import * as apple from './apple.mjs';
import * as detail from './detail.mjs';
import * as feed from './feed.mjs';
import * as pinned from './pinned.mjs';
import * as sent from './sent.mjs';
import * as settings from './settings.mjs';
import * as setupKey from './setup-key.mjs';
import * as setup from './setup.mjs';
import * as templates from './templates.mjs';
import * as wayIn from './way-in.mjs';

const subjects = [feed, pinned, detail, sent, templates, setup, setupKey, settings, apple, wayIn];
const all = (of) => Object.assign({}, ...subjects.map(of));

export const VIEWS = subjects.flatMap(({ views }) => views);
/** Before the real engine, each in a home of its own: `(open, real) => …`. */
export const FLOWS = all(({ flows }) => flows);
/** Before the fake, in states that the real engine reaches only with effort: `(open) => …`. */
export const HARD = all(({ hard }) => hard);
