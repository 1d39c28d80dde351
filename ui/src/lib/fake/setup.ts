// The fake's answers about the set-up.
import type { Answers, Scene } from './fake';

export function setupAnswers(_scene: Scene): Answers {
  return {};
}
