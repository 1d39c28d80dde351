// What the feed says only when somebody does something, or when it is empty: loads with whatever says it.
import feed from '../../../crates/words/locales/en/feed.ftl?raw';
import { say, teach } from './words';

teach(feed);

export { say };
