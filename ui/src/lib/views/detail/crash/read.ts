import { inOrder, type Crash } from './crash';
import { readIps } from './ips';
import { readPlain } from './plain';

/** What a crash log says; nothing where it has neither of Apple's two forms, and is shown as it came. */
export function read(log: string): Crash | null {
  const crash = readIps(log) ?? readPlain(log);
  return crash === null ? null : { ...crash, threads: inOrder(crash.threads) };
}
