// States that the real program reaches only with effort: for tests, pictures and the dev server. Never shipped.
import { appleAnswers } from './fake/apple';
import { detailAnswers } from './fake/detail';
import { event } from './fake/events';
import type { Answers, Scene } from './fake/fake';
import { eventsOf, feedAnswers, statusOf } from './fake/feed';
import { settingsAnswers } from './fake/settings';
import { setupAnswers } from './fake/setup';
import { doctorAnswers } from './fake/doctor';
import { tunnelAnswers } from './fake/tunnel';
import { templatesAnswers } from './fake/templates';
import type { Host, Name, Reply, Request } from './host';
import type { Change } from './wire.gen';

export type Fake = Host &
  Scene & {
    /** What the panel asked for, in its order: the command and its request. */
    asked: { command: Name; request: unknown }[];
    /** The answers; a test may put another in place of one. */
    answers: Answers;
    arrive(count: number): void;
  };

export function fakeHost(state: string): Fake {
  const now = Date.now();
  const handlers = new Set<(change: Change) => void>();
  const scene: Scene = {
    state,
    now,
    events: eventsOf(state, now),
    status: statusOf(state, now),
    tell(change) {
      for (const handler of handlers) handler(change);
    },
  };
  const answers: Answers = {
    ...feedAnswers(scene),
    ...setupAnswers(scene),
    ...settingsAnswers(scene),
    ...detailAnswers(scene),
    ...templatesAnswers(scene),
    ...appleAnswers(scene),
    ...tunnelAnswers(scene),
    ...doctorAnswers(scene),
  };
  const fake: Fake = Object.assign(scene, {
    asked: [] as Fake['asked'],
    answers,

    async ask<N extends Name>(command: N, request: Request<N>): Promise<Reply<N>> {
      fake.asked.push({ command, request });
      const answer = answers[command] as ((request: Request<N>) => Reply<N> | Promise<Reply<N>>) | undefined;
      if (!answer) throw { code: 'internal', message: `The fake does not answer ${command}.` };
      return answer(request);
    },
    onChange(handler: (change: Change) => void) {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
    arrive(count: number) {
      const at = Date.now();
      const base = scene.events.length;
      const arrived = Array.from({ length: count }, (_, index) =>
        event(`n${base + count - index}`, at - index, {
          status: 'ACCEPTED',
          previousStatus: 'IN_REVIEW',
          headline: 'Approved',
          unread: true,
        }),
      );
      scene.events = [...arrived, ...scene.events];
      scene.status = { ...scene.status, lastEvent: at };
      scene.tell({ type: 'feed' });
    },
  });
  Object.assign(globalThis, { fake });
  return fake;
}
