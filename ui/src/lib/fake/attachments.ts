// What the fake's testers sent: pictures, and crash logs in both of Apple's forms.
import type { Attachment, AttachmentBody, FeedEvent } from '../wire.gen';
import { never, type Answers, type Scene } from './fake';
import { refuse } from './home';

export function attachmentsOf({ state }: Scene, event: FeedEvent): Attachment[] {
  const one = (id: string, about: Partial<Attachment>): Attachment => ({
    id: `${event.id}-${id}`,
    kind: 'screenshot',
    state: 'here',
    bytes: 412_000,
    width: 1179,
    height: 2556,
    ...about,
  });
  if (event.kind === 'crash-feedback') {
    const come = state === 'sent-coming' ? 'coming' : state === 'sent-gone' ? 'gone' : 'here';
    return [one('log', { kind: 'crash-log', state: come, bytes: 5_200, width: null, height: null })];
  }
  if (event.kind !== 'screenshot-feedback') return [];
  if (state === 'sent-coming') {
    const unknown = { width: null, height: null, bytes: 0 };
    return [one('1', {}), one('2', { state: 'coming', ...unknown }), one('3', { state: 'gone', ...unknown })];
  }
  return [one('1', {}), one('2', {}), one('3', { width: 2556, height: 1179, bytes: 1_240_000 })];
}

export function attachmentAnswers(scene: Scene): Answers {
  return {
    attachmentRead({ id }) {
      if (scene.state === 'sent-loading') return never();
      if (scene.state === 'refusing') refuse('storage', 'The disk did not answer.');
      return id.endsWith('-log') ? text(logOf(scene.state)) : picture(id);
    },
    attachmentCopy() {
      if (scene.state === 'sent-no-copy') refuse('system', 'The clipboard did not answer.');
      return {};
    },
  };
}

const text = (log: string): AttachmentBody => ({ mediaType: 'text/plain', text: log, base64: null });

function picture(id: string): AttachmentBody {
  const wide = id.endsWith('-3');
  const [width, height] = wide ? [852, 393] : [393, 852];
  const rows = Array.from(
    { length: wide ? 4 : 9 },
    (_, row) =>
      `<rect x="24" y="${150 + row * 66}" width="${width - 48}" height="54" rx="14" fill="#fff"/>` +
      `<circle cx="54" cy="${177 + row * 66}" r="14" fill="hsl(${190 + row * 14} 45% 55%)"/>` +
      `<rect x="82" y="${165 + row * 66}" width="${120 + ((row * 37) % 90)}" height="10" rx="5" fill="#2a3b47"/>` +
      `<rect x="82" y="${183 + row * 66}" width="${70 + ((row * 53) % 60)}" height="8" rx="4" fill="#9fb0ba"/>`,
  ).join('');
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="${width}" height="${height}" fill="#dceaf0"/><rect width="${width}" height="128" fill="#0e6f8c"/>` +
    `<text x="24" y="98" font-family="sans-serif" font-size="30" font-weight="700" fill="#fff">` +
    `${id.endsWith('-2') ? 'Orders' : 'Harvest'}</text>${rows}` +
    `<rect y="${height - 74}" width="${width}" height="74" fill="#fff"/>` +
    `<rect x="${width / 2 - 70}" y="${height - 12}" width="140" height="5" rx="2.5" fill="#111"/></svg>`;
  return { mediaType: 'image/svg+xml', text: null, base64: btoa(svg) };
}

function logOf(state: string): string {
  if (state === 'sent-strange') return 'The log was taken away by the system before it could be written.\n';
  return state === 'sent-plain' ? PLAIN : ips();
}

function ips(): string {
  const head = {
    app_name: 'Fernway',
    timestamp: '2026-11-21 09:54:05.00 +0100',
    app_version: '1.9',
    build_version: '412',
    os_version: 'iPhone OS 26.1 (23B85)',
    incident_id: '1B0A8F5C-0000-4000-A000-000000000001',
  };
  const system = [
    ['libswiftCore.dylib', '_assertionFailure(_:_:file:line:flags:)', 244],
    ['libswiftCore.dylib', '_ContiguousArrayBuffer._checkValidSubscript(_:)', 76],
  ];
  const own = [
    ['Basket.total(of:)', 'Basket.swift', 118],
    ['BasketView.body.getter', 'BasketView.swift', 44],
  ];
  const frames = [
    ...system.map(([, symbol, symbolLocation]) => ({ imageIndex: 1, symbol, symbolLocation })),
    ...own.map(([symbol, sourceFile, sourceLine]) => ({ imageIndex: 0, symbol, sourceFile, sourceLine })),
    { imageIndex: 2, symbol: 'ViewBodyAccessor.updateBody(of:changed:)', symbolLocation: 1_436 },
    { imageIndex: 3, symbol: '-[UIApplication _run]', symbolLocation: 780 },
    { imageIndex: 0, symbol: 'main', symbolLocation: 64 },
  ];
  const waits = (symbol: string) => [
    { imageIndex: 4, symbol, symbolLocation: 8 },
    { imageIndex: 4, imageOffset: 21_480 },
  ];
  const body = {
    procName: 'Fernway',
    procPath: '/private/var/containers/Bundle/Application/X/Fernway.app/Fernway',
    modelCode: 'iPhone17,1',
    exception: { type: 'EXC_BREAKPOINT', signal: 'SIGTRAP', codes: '0x1, 0x1045f' },
    termination: { namespace: 'SIGNAL', code: 5, indicator: 'Trace/BPT trap: 5' },
    asi: { 'libswiftCore.dylib': ['Fatal error: Index out of range'] },
    faultingThread: 0,
    threads: [
      { id: 1, triggered: true, queue: 'com.apple.main-thread', frames },
      { id: 2, name: 'com.apple.uikit.eventfetch-thread', frames: waits('mach_msg2_trap') },
      { id: 3, name: 'Sync', frames: waits('__workq_kernreturn') },
      { id: 4, frames: waits('start_wqthread') },
    ],
    usedImages: ['Fernway', 'libswiftCore.dylib', 'SwiftUI', 'UIKitCore', 'libsystem_kernel.dylib'].map(
      (name) => ({ name }),
    ),
  };
  return `${JSON.stringify(head)}\n${JSON.stringify(body, null, 2)}\n`;
}

const PLAIN = `Incident Identifier: 1B0A8F5C-0000-4000-A000-000000000001
Hardware Model:      iPhone12,1
Process:             Fernway [4711]
Version:             412 (1.9)
Date/Time:           2026-11-21 09:54:05.00 +0100
OS Version:          iPhone OS 18.7 (22H20)

Exception Type:  EXC_CRASH (SIGABRT)
Exception Codes: 0x0000000000000000, 0x0000000000000000
Triggered by Thread:  0

Last Exception Backtrace:
0   CoreFoundation  0x00000001b9d1e3c4 __exceptionPreprocess + 220
1   Fernway         0x0000000104a5475f -[Basket totalOf:] + 412

Thread 0 name:  Dispatch queue: com.apple.main-thread
Thread 0 Crashed:
0   libsystem_kernel.dylib  0x00000001b9d1e3c4 __pthread_kill + 8
1   Fernway  0x0000000104a5475f 0x104a50000 + 18271

Thread 1:
0   libsystem_pthread.dylib  0x00000001b9d1e000 start_wqthread + 0
`;
