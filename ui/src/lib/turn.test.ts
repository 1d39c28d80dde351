import { expect, it } from 'vitest';
import { inTurn } from './turn';

/** A source whose answers come when the test says so. */
function source() {
  const waiting: ((value: string) => void)[] = [];
  const shown: string[] = [];
  let asked = 0;
  const read = async () => {
    asked += 1;
    shown.push(await new Promise<string>((answer) => waiting.push(answer)));
  };
  return { shown, read, asked: () => asked, answer: (value: string) => waiting.shift()?.(value) };
}

it('reads once more after a call that came while it read, however many there were', async () => {
  const { shown, read, asked, answer } = source();
  const refresh = inTurn(read);
  const first = refresh();
  void refresh();
  void refresh();
  expect(asked(), 'nobody asks while an answer is on its way: it could be overtaken').toBe(1);
  answer('old');
  await Promise.resolve().then(() => undefined);
  answer('new');
  await first;
  expect(shown, 'what stays in sight is what was read last').toEqual(['old', 'new']);
});

it('loses no call, at whatever moment it comes', async () => {
  let moment = 0;
  // Each turn of the loop calls one microtask later after the answer; one of them is the moment of ending.
  for (let late = 0; late < 8; late++) {
    let value = 0;
    let seen = 0;
    const refresh = inTurn(async () => {
      seen = await Promise.resolve(value);
    });
    const first = refresh();
    for (let tick = 0; tick < late; tick++) await Promise.resolve();
    value = moment += 1;
    await refresh();
    await first;
    expect(seen, `a change ${late} ticks after the question is read`).toBe(moment);
  }
});

it('reads again after a reading that failed', async () => {
  let broken = true;
  const refresh = inTurn(async () => {
    if (broken) throw new Error('no disk');
  });
  await expect(refresh()).rejects.toThrow('no disk');
  broken = false;
  await expect(refresh()).resolves.toBeUndefined();
});
