// The fake's answers about one event.
import type { Answers, Scene } from './fake';

export function detailAnswers(_scene: Scene): Answers {
  return {};
}
