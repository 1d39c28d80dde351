import { describe, expect, it } from 'vitest';
import { read } from './read';

const HEAD = {
  app_name: 'Tide Pools',
  timestamp: '2026-03-05 22:43:05.00 +0100',
  app_version: '2.4.1',
  build_version: '118',
  bundleID: 'example.tidepools',
  os_version: 'iPhone OS 26.1 (23B85)',
  incident_id: '1B0A8F5C-0000-4000-A000-000000000001',
};
const BODY = {
  procName: 'Tide Pools',
  procPath: '/private/var/containers/Bundle/Application/X/Tide Pools.app/Tide Pools',
  modelCode: 'iPhone17,1',
  exception: { type: 'EXC_BREAKPOINT', signal: 'SIGTRAP', codes: '0x1, 0x1045f' },
  termination: { namespace: 'SIGNAL', code: 5, indicator: 'Trace/BPT trap: 5' },
  asi: { 'libswiftCore.dylib': ['Fatal error: Index out of range'] },
  faultingThread: 1,
  threads: [
    { id: 1, queue: 'com.apple.main-thread', frames: [{ imageIndex: 1, imageOffset: 77_120 }] },
    {
      id: 2,
      triggered: true,
      name: 'tides',
      frames: [
        { imageIndex: 0, imageOffset: 18_271, symbol: 'TideTable.today()', symbolLocation: 412 },
        { imageIndex: 2, imageOffset: 1, symbol: 'draw', sourceFile: 'Chart.swift', sourceLine: 31 },
      ],
    },
  ],
  usedImages: [
    { name: 'Tide Pools', base: 4_368_465_920, path: '/private/x' },
    { name: 'UIKitCore', path: '/System/Library/UIKitCore' },
    {
      name: 'Charts',
      path: '/private/var/containers/Bundle/Application/X/Tide Pools.app/Frameworks/Charts.framework/Charts',
    },
  ],
};
const ips = (body: unknown, head: unknown = HEAD) =>
  `${JSON.stringify(head)}\n${JSON.stringify(body, null, 2)}\n`;
const factsIn = (log: string) =>
  Object.fromEntries((read(log)?.facts ?? []).map(({ name, value }) => [name, value]));

const PLAIN = `Incident Identifier: 1B0A8F5C-0000-4000-A000-000000000001
Hardware Model:      iPhone12,1
Process:             Tide Pools [4711]
Identifier:          example.tidepools
Version:             118 (2.4.1)
Code Type:           ARM-64 (Native)

Date/Time:           2026-03-05 22:43:05.00 +0100
OS Version:          iPhone OS 15.8.3 (19H386)

Exception Type:  EXC_CRASH (SIGABRT)
Exception Codes: 0x0000000000000000, 0x0000000000000000
Termination Reason: SIGNAL 6 Abort trap: 6
Triggered by Thread:  0

Application Specific Information:
abort() called

Last Exception Backtrace:
0   CoreFoundation  0x00000001b9d1e3c4 __exceptionPreprocess + 220 (NSException.m:199)
1   Tide Pools      0x0000000104a5475f TideTable.today() + 412 (TideTable.swift:31)

Thread 0 name:  Dispatch queue: com.apple.main-thread
Thread 0 Crashed:
0   libsystem_kernel.dylib  0x00000001b9d1e3c4 __pthread_kill + 8
1   Tide Pools  0x0000000104a5475f 0x104a50000 + 18271
2   Charts  0x0000000104b5475f -[Chart draw:with:] + 9004

Thread 1:
0   libsystem_pthread.dylib  0x00000001b9d1e000 start_wqthread + 0

Thread 0 crashed with ARM Thread State (64-bit):
    x0: 0x0000000000000000   x1: 0x0000000000000000

Binary Images:
0x104a50000 - 0x104a6ffff Tide Pools arm64  <aa> /var/containers/Bundle/Application/X/Tide Pools.app/Tide Pools
0x104b50000 - 0x104b6ffff Charts arm64  <bb> /var/containers/Bundle/Application/X/Tide Pools.app/Frameworks/Charts.framework/Charts
0x1b9cf9000 - 0x1b9d30000 libsystem_kernel.dylib arm64  <cc> /usr/lib/system/libsystem_kernel.dylib
`;

describe('a log of today’s form', () => {
  it('says what crashed, where and why', () => {
    expect(factsIn(ips(BODY))).toEqual({
      app: 'Tide Pools',
      version: '2.4.1 (118)',
      os: 'iPhone OS 26.1 (23B85)',
      device: 'iPhone17,1',
      time: '2026-03-05 22:43:05.00 +0100',
      exception: 'EXC_BREAKPOINT (SIGTRAP)',
      reason: 'Fatal error: Index out of range',
      termination: 'SIGNAL 5 · Trace/BPT trap: 5',
      incident: '1B0A8F5C-0000-4000-A000-000000000001',
    });
  });

  it('has the crashed thread first, and tells the app’s frames from the system’s', () => {
    const threads = read(ips(BODY))?.threads ?? [];
    expect(threads.map(({ number, name, crashed }) => [number, name, crashed])).toEqual([
      [1, 'tides', true],
      [0, 'com.apple.main-thread', false],
    ]);
    expect(threads[0]?.frames).toEqual([
      { image: 'Tide Pools', symbol: 'TideTable.today()', place: '+ 412', own: true },
      { image: 'Charts', symbol: 'draw', place: 'Chart.swift:31', own: true },
    ]);
    expect(threads[1]?.frames).toEqual([{ image: 'UIKitCore', symbol: '', place: '+ 77120', own: false }]);
  });

  it('takes the faulting thread where none says that it was triggered', () => {
    const threads = BODY.threads.map(({ id, frames }) => ({ id, frames }));
    expect(read(ips({ ...BODY, threads }))?.threads[0]).toMatchObject({ number: 1, crashed: true });
  });

  it('begins with the backtrace of an exception', () => {
    const lastExceptionBacktrace = [{ imageIndex: 0, symbol: 'throwing', symbolLocation: 4 }];
    const [first, second] = read(ips({ ...BODY, lastExceptionBacktrace }))?.threads ?? [];
    expect(first).toMatchObject({ number: null, frames: [{ symbol: 'throwing', own: true }] });
    expect(second?.crashed).toBe(true);
  });
});

describe('a log of the older form', () => {
  it('says what crashed, where and why', () => {
    expect(factsIn(PLAIN)).toEqual({
      app: 'Tide Pools',
      version: '118 (2.4.1)',
      os: 'iPhone OS 15.8.3 (19H386)',
      device: 'iPhone12,1',
      time: '2026-03-05 22:43:05.00 +0100',
      exception: 'EXC_CRASH (SIGABRT)',
      reason: 'abort() called',
      termination: 'SIGNAL 6 Abort trap: 6',
      incident: '1B0A8F5C-0000-4000-A000-000000000001',
    });
  });

  it('has its threads, the exception’s backtrace first', () => {
    const threads = read(PLAIN)?.threads ?? [];
    expect(threads.map(({ number, name, crashed }) => [number, name, crashed])).toEqual([
      [null, '', false],
      [0, 'com.apple.main-thread', true],
      [1, '', false],
    ]);
    expect(threads[0]?.frames[1]).toEqual({
      image: 'Tide Pools',
      symbol: 'TideTable.today()',
      place: 'TideTable.swift:31',
      own: true,
    });
    expect(threads[1]?.frames).toEqual([
      { image: 'libsystem_kernel.dylib', symbol: '__pthread_kill', place: '+ 8', own: false },
      { image: 'Tide Pools', symbol: '', place: '+ 18271', own: true },
      { image: 'Charts', symbol: '-[Chart draw:with:]', place: '+ 9004', own: true },
    ]);
    expect(threads[2]?.frames, 'registers are no frames').toHaveLength(1);
  });

  it('knows the crashed thread by its number where nothing else says it', () => {
    const log = PLAIN.replace('Thread 0 Crashed:', 'Thread 0:');
    expect(read(log)?.threads[1]).toMatchObject({ number: 0, crashed: true });
  });

  it('has a thread’s name behind two colons, and lines that end as on Windows', () => {
    const log = PLAIN.replace('Thread 0 Crashed:', 'Thread 0 Crashed:: the tides').replaceAll('\n', '\r\n');
    expect(read(log)?.threads[1]).toMatchObject({ name: 'the tides', crashed: true });
    expect(read(log)?.threads[1]?.frames).toHaveLength(3);
  });
});

describe('what is no crash log, or means harm', () => {
  it.each([
    ['nothing', ''],
    ['prose', 'It crashed when I pressed the button.\nTwice.'],
    ['one line of JSON', '{"app_name": "Tide Pools"}'],
    ['JSON that ends too early', `${JSON.stringify(HEAD)}\n{"threads": [`],
    ['JSON without threads', `${JSON.stringify(HEAD)}\n{"a": 1}`],
    ['a list', '[]\n[]'],
  ])('%s is shown as it came', (_, log) => expect(read(log)).toBeNull());

  it.each([
    ['numbers for objects', { threads: [1, null, 'x', []], exception: 7, usedImages: 'no', termination: [] }],
    ['threads that are none', { threads: { 0: {} }, exception: { type: ['a'], signal: {} } }],
    ['frames that are none', { threads: [{ frames: { length: 1e9 } }, { frames: [null, 3, [[]]] }] }],
    [
      'indexes that lead nowhere',
      {
        threads: [
          { frames: [{ imageIndex: -1 }, { imageIndex: 1e300 }, { imageIndex: 'x', imageOffset: -5 }] },
        ],
        usedImages: [{}],
        faultingThread: 99,
      },
    ],
    ['told by numbers', { threads: [], asi: { a: 'text', b: [{}, null, 4] }, bundleInfo: [1] }],
  ])('%s do not throw', (_, body) => expect(read(ips(body, {}))).not.toBeNull());

  it('a key named __proto__ changes nothing', () => {
    const log = `{"__proto__": {"app_name": "harm"}}\n{"threads": [{"__proto__": {"triggered": true}}], "__proto__": {"faultingThread": 0}}`;
    const crash = read(log);
    expect(crash?.facts).toEqual([]);
    expect(crash?.threads[0]?.crashed).toBe(false);
    expect(({} as { app_name?: string }).app_name).toBeUndefined();
  });

  it('nesting beyond any stack does not throw', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(() => read(`{}\n{"threads": [], "asi": ${deep}}`)).not.toThrow();
  });

  it('very much of everything is cut, and counted', () => {
    const frames = Array.from({ length: 5_000 }, () => ({ symbol: 's'.repeat(5_000), imageIndex: 0 }));
    const threads = [{ frames }, ...Array.from({ length: 3_000 }, () => ({ frames: [] }))];
    const crash = read(ips({ threads, exception: { type: 'x'.repeat(1_000_000) } }));
    expect(crash?.threads).toHaveLength(512);
    expect(crash?.threads.find(({ frames: some }) => some.length > 0)).toMatchObject({ more: 4_000 });
    expect(crash?.facts.find(({ name }) => name === 'exception')?.value.length).toBeLessThan(700);
  });

  it.each([
    [
      'a line of a megabyte',
      `Exception Type: ${'A '.repeat(500_000)}\nThread 0:\n0 ${' '.repeat(1_000_000)}0x1`,
    ],
    ['spaces', `Thread 0:\n${`0${' '.repeat(1_900)}x\n`.repeat(2_000)}`],
    ['half frames', `Thread 0:\n${`1   ${'a b '.repeat(400)}0x1 ${'( '.repeat(200)})\n`.repeat(1_000)}`],
    ['colons', `${`${'A'.repeat(40)}:${':'.repeat(1_900)}\n`.repeat(2_000)}`],
    ['a million lines', 'Thread 0:\n'.repeat(1_000_000)],
    ['as many threads', Array.from({ length: 100_000 }, (_, one) => `Thread ${one}:\n0 a 0x1 b`).join('\n')],
  ])('%s takes no time to speak of', (_, log) => {
    const from = performance.now();
    read(log);
    expect(performance.now() - from).toBeLessThan(1_500);
  });
});
