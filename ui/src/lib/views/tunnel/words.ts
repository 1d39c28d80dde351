import tunnel from '../../../../../crates/words/locales/en/tunnel.ftl?raw';
import type { TunnelField, TunnelKind, TunnelPhase } from '../../wire.gen';
import { say, teach } from '../../words';
import type { MessageId } from '../../words.gen';

teach(tunnel);

export { say };

export const PHASES: Record<TunnelPhase, MessageId> = {
  off: 'tunnel-off',
  starting: 'tunnel-starting',
  up: 'tunnel-up',
  waiting: 'tunnel-waiting',
  refused: 'tunnel-refused',
};

type Texts = { label: MessageId; hint: MessageId | null };

/** What a tunnel is told, by its key; where the same key is another thing, by the kind before it. */
const FIELDS: Partial<Record<string, Texts>> = {
  token: { label: 'tunnel-token', hint: 'tunnel-token-hint' },
  address: { label: 'tunnel-address-field', hint: 'tunnel-address-hint' },
  authtoken: { label: 'tunnel-authtoken', hint: 'tunnel-authtoken-hint' },
  domain: { label: 'tunnel-domain', hint: 'tunnel-domain-hint' },
  'https-port': { label: 'tunnel-https-port', hint: 'tunnel-https-port-hint' },
  server: { label: 'tunnel-server', hint: 'tunnel-server-hint' },
  'bore.port': { label: 'tunnel-server-port', hint: 'tunnel-server-port-hint' },
  'bore.secret': { label: 'tunnel-server-secret', hint: null },
  destination: { label: 'tunnel-destination', hint: 'tunnel-destination-hint' },
  'remote-port': { label: 'tunnel-remote-port', hint: 'tunnel-remote-port-hint' },
  'remote-bind': { label: 'tunnel-remote-bind', hint: 'tunnel-remote-bind-hint' },
  identity: { label: 'tunnel-identity', hint: 'tunnel-identity-hint' },
  'ssh.port': { label: 'tunnel-ssh-port', hint: null },
  command: { label: 'tunnel-command', hint: 'tunnel-command-hint' },
  pattern: { label: 'tunnel-pattern', hint: 'tunnel-pattern-hint' },
  'command.secret': { label: 'tunnel-command-secret', hint: 'tunnel-command-secret-hint' },
};

/** What a field is called, and what it is for. One that the panel does not know yet keeps its own name. */
export function fieldWords(
  { kind }: TunnelKind,
  { key, secret, example }: TunnelField,
  kept: boolean,
): { label: string; hint: string } {
  const texts = FIELDS[`${kind}.${key}`] ?? FIELDS[key];
  const parts = [
    texts?.hint ? say(texts.hint) : '',
    secret ? say(kept ? 'tunnel-kept-hint' : 'tunnel-secret-hint') : '',
    !secret && example !== '' ? say('tunnel-such-as', { example }) : '',
  ];
  return { label: texts ? say(texts.label) : key, hint: parts.filter((part) => part !== '').join(' ') };
}
