// What the fake's version brought.
import type { News } from '../wire.gen';

export const NEWS: News = {
  version: '0.1.0',
  notes:
    '- Quiet hours end in one digest.\n- An event shows its whole way here.\n- Text that is <b>markup</b> stays text.',
};
