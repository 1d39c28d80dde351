import type { FeedEvent } from '../../wire.gen';
import { say } from '../../words';

/** What an event's marks mean, in sentences. A problem's mark is one already. */
export function why(event: FeedEvent): string[] {
  return [
    event.provenance === 'sample' ? say('detail-why-sample') : null,
    event.provenance === 'recovered' ? say('detail-why-recovered') : null,
    event.conflict ? say('detail-why-conflict') : null,
  ].filter((reason) => reason !== null);
}
