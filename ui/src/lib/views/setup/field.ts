// What can be said of a field without asking the program. The program has the last word.

/** An app's Apple ID has digits only. */
export function isAppId(text: string): boolean {
  return /^\d{1,20}$/.test(text.trim());
}

/** A public address: https, a host, nothing after it. A missing scheme is forgiven. */
export function asAddress(text: string): string | null {
  const trimmed = text.trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (trimmed === '' || !URL.canParse(whole)) return null;
  const url = new URL(whole);
  const bare = url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  return url.protocol === 'https:' && bare && url.hostname.includes('.') ? whole : null;
}

/** An address on this computer with its port: `127.0.0.1:8484`, `[::1]:8484`. */
export function isLoopback(text: string): boolean {
  const found = /^(127(?:\.\d{1,3}){3}|\[::1\]):(\d{1,5})$/.exec(text.trim());
  if (!found) return false;
  const port = Number(found[2]);
  const parts = (found[1] ?? '').startsWith('[') ? [] : (found[1] ?? '').split('.').map(Number);
  return port >= 1 && port <= 65_535 && parts.every((part) => part <= 255);
}
