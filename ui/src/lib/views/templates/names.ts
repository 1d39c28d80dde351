import type { ChannelView } from '../../wire.gen';
import { find, say } from '../../words';
import { DEFAULT, type Standing } from './standing';

/** A kind's name; `default` is every kind that has no texts of its own. */
export function kindName(kind: string): string {
  return kind === DEFAULT ? say('templates-every-kind') : (find(`kind-${kind}`) ?? kind);
}

/** Where the text comes from, in a word or two. */
export function standingName(standing: Standing): string {
  switch (standing) {
    case 'own':
      return say('templates-own');
    case 'channel':
      return say('templates-from-channel');
    case 'builtin':
      return say('templates-builtin');
  }
}

/** What a channel listens to, in a line. */
export function listensTo({ endpoints, kinds, condition }: ChannelView): string {
  const parts = [
    endpoints.length === 0 ? say('templates-all-endpoints') : endpoints.join(', '),
    kinds.length === 0 ? say('templates-all-kinds') : say('templates-some-kinds', { count: kinds.length }),
    condition === null ? null : say('templates-if', { condition }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
