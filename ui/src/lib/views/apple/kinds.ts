import type { Webhook } from '../../wire.gen';
import { find, say } from '../../words';

/** What Apple can post of, by our names of the kinds, as it is subscribed to. The test ping comes in any case. */
export const TYPES = {
  'app-version': 'APP_STORE_VERSION_APP_VERSION_STATE_UPDATED',
  'build-upload': 'BUILD_UPLOAD_STATE_UPDATED',
  'external-build': 'BUILD_BETA_DETAIL_EXTERNAL_BUILD_STATE_UPDATED',
  'screenshot-feedback': 'BETA_FEEDBACK_SCREENSHOT_SUBMISSION_CREATED',
  'crash-feedback': 'BETA_FEEDBACK_CRASH_SUBMISSION_CREATED',
  'asset-version': 'BACKGROUND_ASSET_VERSION_STATE_UPDATED',
  'asset-internal-beta': 'BACKGROUND_ASSET_VERSION_INTERNAL_BETA_RELEASE_CREATED',
  'asset-external-beta': 'BACKGROUND_ASSET_VERSION_EXTERNAL_BETA_RELEASE_STATE_UPDATED',
  'asset-app-store': 'BACKGROUND_ASSET_VERSION_APP_STORE_RELEASE_STATE_UPDATED',
  'package-version': 'ALTERNATIVE_DISTRIBUTION_PACKAGE_VERSION_CREATED',
  'package-available': 'ALTERNATIVE_DISTRIBUTION_PACKAGE_AVAILABLE_UPDATED',
  'territory-availability': 'ALTERNATIVE_DISTRIBUTION_TERRITORY_AVAILABILITY_UPDATED',
} as const;

export type Kind = keyof typeof TYPES;

export const KINDS = Object.keys(TYPES) as Kind[];

/** The kinds that a webhook tells of, in their own order. */
export function kindsOf({ eventTypes }: Webhook): Kind[] {
  return KINDS.filter((kind) => eventTypes.includes(TYPES[kind]));
}

/** Apple's names of them; none stands for everything. */
export function typesOf(kinds: readonly Kind[]): string[] {
  return (kinds.length === 0 ? KINDS : kinds).map((kind) => TYPES[kind]);
}

export function kindName(kind: Kind): string {
  return find(`kind-${kind}`) ?? kind;
}

/** "Tells of everything", or of how many kinds. */
export function kindsSaid(webhook: Webhook): string {
  const count = kindsOf(webhook).length;
  return count === KINDS.length ? say('apple-kinds-all') : say('apple-kinds-some', { count });
}
