import { tell, type Fix, type Told } from './problems';
import { UNPROVEN } from './unproven';
import type { Cause, Status, Unproven } from './wire.gen';
import { say } from './words';
import type { MessageId } from './words.gen';

type Texts = { title: MessageId; text: MessageId; grave: boolean; fix: Fix };

const TEXTS: Partial<Record<string, Texts>> = {
  tunnel: { title: 'error-tunnel', text: 'error-tunnel-fix', grave: true, fix: 'tunnel' },
  // Nobody can mend it here, and it mends itself.
  network: { title: 'error-network', text: 'error-network-fix', grave: false, fix: 'doctor' },
};
/** Of a cause that the panel does not know yet. */
const OTHER: Texts = { title: 'error-cause', text: 'error-cause-fix', grave: false, fix: 'doctor' };

/** Why Shipbell does not hear as it should, in words. */
export function tellCause({ code, detail }: Cause): Told {
  const unproven = code.startsWith('unproven-') ? UNPROVEN[code.slice(9) as Unproven] : undefined;
  if (unproven) {
    const { title, fix } = unproven;
    return { key: code, grave: true, title: say(title), text: say(fix), detail, fix: 'prove' };
  }
  const { title, text, grave, fix } = TEXTS[code] ?? OTHER;
  return {
    key: code,
    grave,
    title: say(title),
    text: say(text),
    detail: code === 'network' ? '' : detail,
    fix,
  };
}

/** Everything that is wrong: the cause first, where no problem tells of it anyway. */
export function wrong(status: Status | null): Told[] {
  if (status === null) return [];
  const { health, cause, problems } = status;
  const disturbed = cause !== null && (health === 'degraded' || health === 'offline');
  const alone = disturbed && !problems.some(({ code }) => code === cause.code);
  return [...(alone ? [tellCause(cause)] : []), ...problems.map(tell)];
}
