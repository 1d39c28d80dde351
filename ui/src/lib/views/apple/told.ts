import { reason } from '../../reason';
import type { WireError } from '../../wire.gen';
import { say } from '../../words';

/**
 * Why Apple's side refused something. What only a person can mend is here the key, its role or the keychain, so that
 * the program's own sentences say which; so they do for an address that is not there yet.
 */
export function told(error: WireError): { title: string; text: string } {
  if (error.code === 'needs-user') return { title: say('apple-refused-user'), text: error.message };
  if (error.code === 'bad-url') return { title: say('apple-refused-address'), text: error.message };
  return reason(error);
}
