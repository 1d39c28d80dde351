import { describe, expect, it } from 'vitest';
import { asAddress, isAppId, isLoopback } from './field';
import { systemOf } from './system';

describe('what is typed', () => {
  it.each([
    ['https://bell.example.dev', 'https://bell.example.dev'],
    ['  bell.example.dev ', 'https://bell.example.dev'],
    ['https://bell.example.dev:8443', 'https://bell.example.dev:8443'],
  ])('%s is an address', (typed, address) => expect(asAddress(typed)).toBe(address));

  it.each([
    '',
    'http://bell.example.dev',
    'https://',
    'https://localhost',
    'https://me:pw@bell.dev',
    'bell.dev?x=1',
  ])('%s is none', (typed) => expect(asAddress(typed)).toBeNull());

  it.each(['127.0.0.1:8484', '127.8.9.10:1', '[::1]:65535'])('%s is this computer', (typed) =>
    expect(isLoopback(typed)).toBe(true),
  );

  it.each([
    '0.0.0.0:8484',
    '192.168.1.2:8484',
    '127.0.0.1',
    '127.0.0.1:0',
    '127.0.0.1:65536',
    '127.0.0.300:80',
  ])('%s is not, or has no port', (typed) => expect(isLoopback(typed)).toBe(false));

  it('an Apple ID has digits only', () => {
    expect(isAppId(' 6446048195 ')).toBe(true);
    expect(isAppId('com.example.app')).toBe(false);
    expect(isAppId('')).toBe(false);
  });
});

describe('the system', () => {
  it.each([
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15', 'mac'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36', 'windows'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15', 'linux'],
  ])('%s', (agent, system) => expect(systemOf(agent)).toBe(system));
});
