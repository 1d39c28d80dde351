import type { ChannelView } from '../../wire.gen';
import { find, label, say } from '../../words';
import { DEFAULT, KINDS, type Standing } from './standing';

/** A kind's name; `default` is every kind that has no texts of its own. */
export function kindName(kind: string): string {
  return kind === DEFAULT ? say('templates-every-kind') : (find(`kind-${kind}`) ?? kind);
}

/** What a sample is of: `app-version-in-review` is “In Review”, and says its kind where others stand beside it. */
export function sampleName(sample: string, among: string): string {
  const kind = KINDS.find((one) => sample === one || sample.startsWith(`${one}-`)) ?? sample;
  const state = sample.slice(kind.length + 1);
  if (state === '') return kindName(kind);
  const words = label('state', state.toUpperCase().replaceAll('-', '_'));
  return among === DEFAULT ? say('templates-sample-of', { kind: kindName(kind), state: words }) : words;
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
