import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fakeHost } from '../../../host.fake';
import type { Reply } from '../../../host';
import { Accounts, NEW } from '../../apple/accounts.svelte';
import { Apps } from '../../apple/apps.svelte';
import { KINDS, kindName, kindsOf, kindsSaid, TYPES, typesOf } from '../../apple/kinds';
import { guessedId, isTooLarge } from '../../apple/key-file';
import { canGoAgain, DeliveryLog, stateOf } from './log.svelte';
import { Missed, outcome } from './missed.svelte';
import texts from '../../../../../../crates/words/locales/en/apple.ftl?raw';
import { teach } from '../../../words';

teach(texts);

const KEY = '-----BEGIN PRIVATE KEY-----\nnot a key\n-----END PRIVATE KEY-----\n';

async function appsOf(state: string) {
  const host = fakeHost(state);
  const apps = new Apps(host, '2X9R4HXF34');
  await apps.refresh();
  const app = (name: string) => {
    const found = apps.list?.find((one) => one.name === name);
    if (!found) throw new Error(`The fake has no app ${name}.`);
    return found;
  };
  const hooks = (name: string) => {
    const found = apps.hooks[app(name).id];
    return found && 'known' in found ? found.known : [];
  };
  return { host, apps, app, hooks };
}

describe('a key', () => {
  it('goes out with the question and stays nowhere', async () => {
    const accounts = new Accounts(fakeHost('apple-none'));
    expect(await accounts.add({ name: ' ', keyId: ' 2X9R4HXF34 ', issuer: '' }, KEY)).toBe(true);
    expect(accounts.list?.map(({ keyId, issuer }) => [keyId, issuer])).toEqual([['2X9R4HXF34', null]]);
    expect(JSON.stringify([accounts.list, accounts.added]), 'no state may hold it').not.toContain('PRIVATE');
  });

  it('that Apple refuses is not listed, and says why at the form', async () => {
    const accounts = new Accounts(fakeHost('apple-refused'));
    expect(await accounts.add({ name: '', keyId: '2X9R4HXF34', issuer: '' }, KEY)).toBe(false);
    expect(accounts.list).toEqual([]);
    expect(accounts.asking.why(NEW)?.message).toContain('does not accept this key');
  });

  it('that could not be removed comes back', async () => {
    const accounts = new Accounts(fakeHost('refusing'));
    await accounts.refresh();
    const [first] = accounts.list ?? [];
    if (!first) throw new Error('The fake has an account.');
    expect(await accounts.remove(first)).toBe(false);
    expect(accounts.list).toEqual([first]);
    expect(accounts.asking.why(first.keyId)).not.toBeNull();
  });

  it.each([
    ['AuthKey_2X9R4HXF34.p8', '2X9R4HXF34'],
    ['AuthKey_2X9R4HXF34 (1).p8', '2X9R4HXF34'],
    ['SubscriptionKey_2X9R4HXF34.p8', null],
    ['key.p8', null],
    ['AuthKey_.p8', null],
  ])('in a file named %s has the id %s', (name, id) => expect(guessedId(name)).toBe(id));

  it('is no film', () => {
    expect(isTooLarge({ size: 257 })).toBe(false);
    expect(isTooLarge({ size: 3_000_000 })).toBe(true);
  });
});

describe('an app', () => {
  it('is connected by one question, and its endpoint is there', async () => {
    const { host, apps, app, hooks } = await appsOf('apple');
    expect(hooks('Lantern')).toEqual([]);
    expect(await apps.connect(app('Lantern'))).toBe(true);
    expect(hooks('Lantern').map(({ endpoint }) => endpoint)).toEqual(['Lantern']);
    expect(apps.endpoint('Lantern')).not.toBeNull();
    const asked = host.asked.filter(({ command }) => command === 'webhookCreate');
    expect(
      asked.map(({ request }) => request),
      'the account is always named',
    ).toMatchObject([{ account: '2X9R4HXF34', app: '6450000002', url: null }]);
  });

  it('shows a switch at once and takes it back with the reason', async () => {
    const { apps, app, hooks } = await appsOf('refusing');
    const [webhook] = hooks('Tideline');
    if (!webhook) throw new Error('Tideline has a webhook.');
    const switching = apps.enable(app('Tideline'), webhook, false);
    expect(hooks('Tideline')[0]?.enabled, 'shown while it is on its way').toBe(false);
    await switching;
    expect(hooks('Tideline')[0]?.enabled).toBe(true);
    expect(apps.asking.why(app('Tideline').id)?.code).toBe('apple');
    expect(apps.asking.why(app('Lantern').id), 'the reason stands at its own app').toBeNull();
  });

  it('says that a ping came only when one came after it was asked for', async () => {
    const { host, apps, app } = await appsOf('apple');
    const endpoints = host.answers.endpointList as () => Reply<'endpointList'>;
    let came: number | null = 5_000;
    host.answers.endpointList = () => endpoints().map((one) => ({ ...one, lastPing: came }));
    await apps.readEndpoints();
    expect(apps.ping('Tideline')).toBe('none');
    await apps.ring(app('Tideline'), 'Tideline');
    expect(apps.ping('Tideline'), 'an older ping proves nothing').toBe('waiting');
    came = 9_000;
    await apps.readEndpoints();
    expect(apps.ping('Tideline')).toBe(9_000);
  });

  it('of a key without the role asks Apple no further', async () => {
    const { host, apps } = await appsOf('apple-role');
    expect(apps.barred?.message).toContain('its role does not allow it');
    const count = host.asked.filter(({ command }) => command === 'webhookList').length;
    expect(count, 'as many as were under way together').toBeLessThanOrEqual(3);
  });
});

describe('Apple’s log', () => {
  it('tells states by shape, also one that is new', () => {
    expect(stateOf({ state: 'SUCCEEDED' }).glyph).toBe('good');
    expect(stateOf({ state: 'FAILED' }).glyph).toBe('bad');
    expect(stateOf({ state: 'PENDING' }).glyph).toBe('waiting');
    expect(stateOf({ state: 'HELD' }).glyph).toBe('unknown');
    expect(canGoAgain({ state: 'PENDING' }), 'Apple refuses what has not failed').toBe(false);
  });

  it('gets a line more when a delivery is asked for again', async () => {
    const log = new DeliveryLog(fakeHost('apple'), 'Tideline');
    await log.refresh();
    const failed = log.lines?.find(canGoAgain);
    if (!failed) throw new Error('The fake has a failed delivery.');
    const before = log.lines?.length ?? 0;
    await log.redeliver(failed);
    expect(log.lines?.length).toBe(before + 1);
    expect(log.asked).toEqual([failed.id]);
  });

  it('keeps its lines where sending again is refused', async () => {
    const log = new DeliveryLog(fakeHost('refusing'), 'Tideline');
    await log.refresh();
    const failed = log.lines?.find(canGoAgain);
    if (!failed) throw new Error('The fake has a failed delivery.');
    await log.redeliver(failed);
    expect(log.asking.why(failed.id)?.message).toContain('asked too often');
    expect(log.asked).toEqual([]);
  });
});

describe('what was missed', () => {
  const round = { read: 2, recovered: 0, known: 4, empty: 0, compared: 0, lost: [], failed: [] };

  it('is nothing only where every log was read and none has a gap', () => {
    expect(outcome(round)).toBe('Nothing was missed.');
    expect(outcome({ ...round, failed: [{ endpoint: 'Tideline', reason: 'No.' }] })).not.toContain('Nothing');
    expect(outcome({ ...round, lost: [{ endpoint: 'Tideline', from: 1, to: 2 }] })).not.toContain('Nothing');
    expect(outcome({ ...round, read: 0 })).toContain('no webhook');
    expect(outcome({ ...round, recovered: 1 })).toBe('1 missed delivery found. It is in the feed now.');
    expect(outcome({ ...round, compared: 2 })).toBe(
      '2 states that changed meanwhile were found by comparing.',
    );
  });

  it('is not shown any longer when a later look fails', async () => {
    const host = fakeHost('apple');
    const missed = new Missed(host);
    await missed.look();
    expect(missed.found?.recovered).toBe(3);
    host.answers.catchUp = () => {
      throw { code: 'storage', message: 'The disk is full.' };
    };
    await missed.look();
    expect(missed.found).toBeNull();
    expect(missed.error?.code).toBe('storage');
  });
});

describe('what a webhook tells of', () => {
  it('is called as Apple calls what comes', () => {
    const catalogue = readFileSync('../crates/words/locales/en/app.ftl', 'utf8');
    for (const kind of KINDS) {
      const type = TYPES[kind].toLowerCase().replaceAll('_', '-');
      expect(catalogue).toContain(`type-${type} = { kind-${kind} }`);
      expect(kindName(kind), 'it has words').not.toBe(kind);
    }
  });

  it('is everything where nothing was chosen', () => {
    expect(typesOf([])).toHaveLength(KINDS.length);
    expect(typesOf(['crash-feedback'])).toEqual(['BETA_FEEDBACK_CRASH_SUBMISSION_CREATED']);
  });

  it('is said in words, and chosen in one question', async () => {
    const { host, apps, app, hooks } = await appsOf('apple');
    const of = (name: string) => {
      const [hook] = hooks(name);
      if (!hook) throw new Error(`The fake has no webhook of ${name}.`);
      return hook;
    };
    expect(kindsSaid(of('Tideline'))).toBe('Tells of everything');
    expect(kindsSaid(of('Fernway'))).toBe('Tells of 3 kinds');
    expect(await apps.choose(app('Tideline'), of('Tideline'), ['crash-feedback'])).toBe(true);
    expect(kindsSaid(of('Tideline'))).toBe('Tells of 1 kind');
    expect(kindsOf(of('Tideline'))).toEqual(['crash-feedback']);
    const asked = host.asked.filter(({ command }) => command === 'webhookKinds');
    expect(asked.map(({ request }) => request)).toEqual([
      { endpoint: 'Tideline', kinds: ['crash-feedback'] },
    ]);
  });

  it('stays as it was where Apple refuses', async () => {
    const { apps, app, hooks } = await appsOf('refusing');
    const [hook] = hooks('Tideline');
    if (!hook) throw new Error('The fake has a webhook.');
    expect(await apps.choose(app('Tideline'), hook, ['crash-feedback'])).toBe(false);
    expect(hooks('Tideline')).toEqual([hook]);
  });
});

describe('a new secret whose answer was lost', () => {
  it('is no refusal: it is told as what it is', async () => {
    const { apps, app } = await appsOf('apple-unsettled');
    await apps.rotate(app('Tideline'), 'Tideline');
    expect(apps.isUnsettled('Tideline')).toBe(true);
    expect(apps.asking.why(app('Tideline').id)).toBeNull();
    expect(apps.wasRotated('Tideline')).toBe(false);
  });
});
