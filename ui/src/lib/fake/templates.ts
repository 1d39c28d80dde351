// The fake's answers about the templates.
import type { Answers, Scene } from './fake';

export function templatesAnswers(_scene: Scene): Answers {
  return {};
}
