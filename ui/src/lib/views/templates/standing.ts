// Where a text of one's own stands, and what falls back to what: the kind's own, the channel's `default`, the built-in.
import type { ChannelFault, ChannelView, Templates } from '../../wire.gen';

export type Standing = 'own' | 'channel' | 'builtin';

export const DEFAULT = 'default';

/** Every kind, in the order of the guide. */
export const KINDS = [
  'app-version',
  'build-upload',
  'external-build',
  'screenshot-feedback',
  'crash-feedback',
  'asset-version',
  'asset-internal-beta',
  'asset-external-beta',
  'asset-app-store',
  'package-version',
  'package-available',
  'territory-availability',
  'ping',
  'unknown',
];

export function standing(channel: ChannelView, kind: string): Standing {
  if (channel.templates[kind] !== undefined) return 'own';
  return kind !== DEFAULT && channel.templates[DEFAULT] !== undefined ? 'channel' : 'builtin';
}

/** The texts in force for a kind. */
export function inForce(channel: ChannelView, kind: string, builtin: Templates): Templates {
  return channel.templates[kind] ?? channel.templates[DEFAULT] ?? builtin;
}

/** What would be in force if the kind had none of its own. */
export function beneath(channel: ChannelView, kind: string, builtin: Templates): Templates {
  return (kind === DEFAULT ? undefined : channel.templates[DEFAULT]) ?? builtin;
}

/** The kinds a channel listens to. */
export function kindsOf(channel: ChannelView): string[] {
  return channel.kinds.length === 0 ? KINDS : KINDS.filter((kind) => channel.kinds.includes(kind));
}

/** What is wrong with a kind's texts. */
export function faultsOf(faults: ChannelFault[], channel: string, kind: string): ChannelFault[] {
  return faults.filter((fault) => fault.channel === channel && fault.field.startsWith(`templates.${kind}.`));
}

export function sameTexts(one: Templates, other: Templates): boolean {
  return one.title === other.title && one.body === other.body && one.link === other.link;
}
