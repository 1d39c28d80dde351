import type { FeedEvent } from './wire.gen';
import { label, say } from './words';

// Without an API key nobody knows a tester's words: the body of feedback is our own sentence.
const SAYS_MORE = new Set(['unknown']);

/** The second line: to what it happened, as far as that is known, and what it was before. */
export function subject(event: FeedEvent): string {
  const thing = [event.appName ?? event.endpoint, numbers(event)].filter(Boolean).join(' ');
  const platform = event.platform === null ? null : label('platform', event.platform);
  const was =
    event.previousStatus === null ? null : say('panel-was', { was: label('state', event.previousStatus) });
  return [thing, platform, was].filter(Boolean).join(' · ');
}

function numbers({ version, build }: FeedEvent): string | null {
  if (version !== null && build !== null) return say('panel-version-build', { version, build });
  return version ?? (build === null ? null : say('panel-build', { build }));
}

/** What is known of a kind we have no words for: only there does the body say more than the headline. */
export function quote(event: FeedEvent): string | null {
  const body = event.body.trim();
  return SAYS_MORE.has(event.kind) && body !== '' ? body : null;
}
