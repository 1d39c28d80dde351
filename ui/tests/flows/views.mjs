// Every view once, with the variants that matter: what is photographed and what is checked for accessibility.
import * as detail from './detail.mjs';
import * as feed from './feed.mjs';
import * as settings from './settings.mjs';
import * as setup from './setup.mjs';
import * as templates from './templates.mjs';

const subjects = [feed, detail, templates, setup, settings];

export const VIEWS = subjects.flatMap(({ views }) => views);
export const FLOWS = Object.assign({}, ...subjects.map(({ flows }) => flows));
