import { describe, expect, it } from 'vitest';
import names from '../../../crates/words/locales/en/app.ftl?raw';
import { byDay } from './days';
import { event } from './fake/events';
import { glyphOf } from './glyph';
import { claim } from './header';
import { fakeHost } from './host.fake';
import { tell, tellError } from './problems';
import { subject } from './row';
import { ago, dayName, dayOf, rowTime } from './time';
import { initialOf } from './tint';

const NOW = new Date(2026, 10, 21, 12, 0).getTime();
const MINUTE = 60_000;

describe('times', () => {
  it('count up while fresh and turn into the clock', () => {
    expect(rowTime(NOW - 20_000, NOW)).toBe('now');
    expect(rowTime(NOW - 59 * MINUTE, NOW)).toBe('59 min');
    expect(rowTime(NOW - 5 * 60 * MINUTE, NOW)).toBe('5 h');
    expect(rowTime(NOW - 8 * 60 * MINUTE, NOW)).toMatch(/4[:.]00/);
  });

  it('count days by the person’s own midnights', () => {
    const evening = new Date(2026, 10, 20, 23, 50).getTime();
    expect(dayOf(evening, evening + 5 * MINUTE), 'the day itself is the first').toBe(1);
    expect(dayOf(evening, evening + 11 * MINUTE), 'after midnight is the second').toBe(2);
    const clocks = new Date(2026, 9, 24, 12, 0).getTime();
    expect(dayOf(clocks, new Date(2026, 9, 26, 0, 30).getTime()), 'also over a change of clocks').toBe(3);
    expect(dayOf(NOW, NOW - 90 * 60 * MINUTE), 'a clock that was set back').toBe(1);
  });

  it('never count from the future', () => {
    expect(ago(NOW + MINUTE, NOW), 'a clock that runs ahead is no reason for "-1 min"').toBe('just now');
  });

  it('say yesterday by the calendar, not by 24 hours', () => {
    const lateYesterday = new Date(2026, 10, 20, 23, 59).getTime();
    expect(dayName(lateYesterday, NOW)).toBe('Yesterday');
    expect(dayName(NOW, NOW)).toBe('Today');
  });
});

describe('days', () => {
  it('keep their key when older rows join them, so that nothing is drawn anew', () => {
    const one = event('a', NOW);
    const older = event('b', NOW - MINUTE);
    expect(byDay([one])[0]?.key).toBe(byDay([one, older])[0]?.key);
  });

  it('have different keys when a day comes up twice', () => {
    const yesterday = NOW - 24 * 60 * MINUTE;
    const keys = byDay([event('a', NOW), event('b', yesterday), event('c', NOW)]).map((day) => day.key);
    expect(new Set(keys).size).toBe(3);
  });
});

describe('glyphs', () => {
  it('know every state that the catalogue has words for', () => {
    const states = Object.keys(JSON.parse(names))
      .filter((id) => id.startsWith('state-'))
      .map((id) => id.slice('state-'.length).toUpperCase().replaceAll('-', '_'));
    const unknown = states.filter((status) => glyphOf({ kind: 'app-version', status }) === 'unknown');
    expect(states.length).toBeGreaterThan(40);
    expect(unknown, 'a state in words needs a shape as well').toEqual([]);
  });

  it.each([
    ['app-version', 'REJECTED', 'bad'],
    ['app-version', 'METADATA_REJECTED', 'bad'],
    ['app-version', 'INVALID_BINARY', 'bad'],
    ['app-version', 'DEVELOPER_REJECTED', 'ended'],
    ['app-version', 'IN_REVIEW', 'moving'],
    ['app-version', 'WAITING_FOR_REVIEW', 'waiting'],
    ['app-version', 'READY_FOR_REVIEW', 'waiting'],
    ['app-version', 'READY_FOR_DISTRIBUTION', 'good'],
    ['app-version', 'PENDING_DEVELOPER_RELEASE', 'good'],
    ['build-upload', 'FAILED', 'bad'],
    ['build-upload', 'COMPLETE', 'good'],
    ['external-build', 'BETA_REJECTED', 'bad'],
    ['external-build', 'BETA_APPROVED', 'good'],
    ['external-build', 'PROCESSING_EXCEPTION', 'bad'],
    ['external-build', 'IN_EXPORT_COMPLIANCE_REVIEW', 'moving'],
    ['asset-app-store', 'READY_FOR_DISTRIBUTION', 'good'],
    ['crash-feedback', null, 'crash'],
    ['ping', null, 'ping'],
    ['something-new', 'NEVER_SEEN', 'unknown'],
  ])('%s %s is %s', (kind, status, glyph) => {
    expect(glyphOf({ kind, status })).toBe(glyph);
  });
});

describe('second line', () => {
  it('says to what it happened and what it was', () => {
    const about = event('a', NOW, { build: '871', previousStatus: 'IN_REVIEW' });
    expect(subject(about)).toBe('Tideline 3.2.0 (871) · iOS · was In Review');
  });

  it('falls back to the endpoint and leaves out what is not known', () => {
    const bare = event('a', NOW, { appName: null, version: null, platform: null });
    expect(subject(bare)).toBe('tideline');
  });

  it('shows a token of Apple’s that has no words as it is', () => {
    expect(subject(event('a', NOW, { platform: 'SPACE_OS' }))).toContain('SPACE_OS');
  });
});

describe('tiles', () => {
  it('show a whole character, however it is put together', () => {
    expect(initialOf('👩‍🚀 Orbit')).toBe('👩‍🚀');
    expect(initialOf('  étoile')).toBe('É');
    expect(initialOf('')).toBe('');
  });
});

describe('the header claims only what is known', () => {
  const status = async (state: string) => fakeHost(state).ask('status', {});

  it('listening', async () => {
    const told = claim(await status('feed'), Date.now());
    expect(told.bell).toBe('listening');
    expect(told.facts).toEqual(['Proven 12 min ago', 'event 4 min ago']);
  });

  it('listening without a way in', async () => {
    expect(claim(await status('first'), NOW).facts).toContain('Not proven from outside');
  });

  it('not listening', async () => {
    const told = claim(await status('port-taken'), NOW);
    expect(told.bell, 'a taken port means that nothing arrives').toBe('offline');
    expect(told.state).toBe('Not listening');
  });

  it('no answer', () => {
    expect(claim(null, NOW).bell).toBe('offline');
  });

  it('quiet hours, until they end', async () => {
    expect(claim(await status('quiet'), NOW).facts[0]).toMatch(/^Quiet until /);
  });

  it('no proof where there is none', async () => {
    const told = claim(await status('unproven'), NOW);
    expect(told.state, 'a port that is open proves this computer only').toBe('Listening on this computer');
    expect(told.facts).toContain('Not proven from outside');
  });
});

describe('problems', () => {
  it('say what happened and what to do, in the catalogue’s words', () => {
    const storing = tell({ code: 'cannot-store', detail: 'some English of the program’s own' });
    expect(storing.title).toBe('Events cannot be stored');
    expect(storing.text).toContain('Shipbell refuses deliveries');
    expect(tell({ code: 'settings-bad', detail: '' }).text).toContain('shipbell endpoint list');
  });

  it('of a code from a newer program still have words', () => {
    const newer = { code: 'never-heard-of', detail: '' } as unknown as Parameters<typeof tell>[0];
    expect(tell(newer).title).not.toBe('');
  });

  it('of a refused request have words', () => {
    expect(tellError({ code: 'internal', message: '' }).title).not.toBe('');
  });
});
