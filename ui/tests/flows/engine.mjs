// The real engine: the loopback program of crates/owner/examples, each in a home of its own on ports of this computer.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Starts the program that `SHIPBELL_LOOPBACK` names, or the one that cargo builds; answers with how to reach and end it. */
export async function engine() {
  const program = process.env.SHIPBELL_LOOPBACK ?? (await (building ??= built()));
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await Promise.race([
    new Promise((told) => createInterface(child.stdout).once('line', (text) => told([text]))),
    new Promise((_, failed) =>
      child.once('exit', (code) => failed(new Error(`${program} ended with ${code}`))),
    ),
  ]);
  const { address, home, door, apple } = JSON.parse(line);
  const post = async (path, body, to = address) => {
    const answer = await fetch(`${to}${path}`, { method: 'POST', body: JSON.stringify(body) });
    const reply = await answer.json();
    assert.ok(answer.ok, `${path} answered ${JSON.stringify(reply)}`);
    return reply;
  };
  const settings = `${home}/shipbell.toml`;
  return {
    address,
    home,
    /** Where Apple's deliveries arrive. */
    door,
    /** One of the panel's commands, past the panel. */
    ask: (command, request = {}) => post('/wire', { command, ...request }),
    /** What the world around it does: see controls.rs. */
    control: (what, body = {}) => post(`/test/${what}`, body),
    /** What happens at the fake Apple: see crates/testkit/src/apple/control/command.rs. */
    apple: (command) => post('/fake', command, apple),
    /** shipbell.toml as it stands on the disk, and as a hand writes it. */
    settings: () => readFileSync(settings, 'utf8'),
    writeSettings: (text) => writeFileSync(settings, text),
    end: () => new Promise((done) => (child.once('exit', done), child.stdin.end())),
  };
}

/** Waits until it is so: a page shows what it has chosen before the engine has answered. */
export async function until(so, why) {
  for (let turn = 0; turn < 200; turn++) {
    if (await so()) return;
    await pause(25);
  }
  assert.fail(why);
}

/** Once for all flows, without holding up the pages of others. */
let building;

async function built() {
  const build = ['build', '-q', '-p', 'shipbell-owner', '--example', 'loopback'];
  await promisify(execFile)('cargo', build, { cwd: root });
  const target = process.env.CARGO_TARGET_DIR ?? `${root}target`;
  const program = `${target}/debug/examples/loopback`;
  assert.ok(existsSync(program), `cargo made no ${program}`);
  return program;
}
