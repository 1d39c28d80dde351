// The fake's answers about the settings.
import type { Answers, Scene } from './fake';

export function settingsAnswers(_scene: Scene): Answers {
  return {};
}
