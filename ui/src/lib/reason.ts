import { tellError } from './problems';
import type { WireError } from './wire.gen';

/** Codes under which many things can be meant: there the program's own sentence says which. */
const WIDE: readonly WireError['code'][] = ['settings', 'system', 'bad-request', 'not-found', 'apple'];

/** Why something was refused: what, in the catalogue's words, and the particulars where the code alone is too wide. */
export function reason(error: WireError): { title: string; text: string } {
  const told = tellError(error);
  return WIDE.includes(error.code) && error.message !== '' ? { ...told, text: error.message } : told;
}
