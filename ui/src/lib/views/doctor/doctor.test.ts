import { describe, expect, it } from 'vitest';
import { fakeHost } from '../../host.fake';
import type { Finding, Hop } from '../../wire.gen';
import texts from '../../../../../crates/words/locales/en/doctor.ftl?raw';
import { teach } from '../../words';
import { Examination, hopName, summary, wayOut } from './doctor.svelte';

teach(texts);

const hop = (verdict: Finding, name: Hop['hop'] = 'tunnel'): Hop => ({
  hop: name,
  verdict,
  proof: 'Seen.',
  at: 0,
  fix: null,
});

describe('the summary', () => {
  it.each<[Finding[], Finding, string]>([
    [['good', 'good'], 'good', 'Everything is well'],
    [['good', 'unknown'], 'unknown', 'Nothing is wrong, but not everything is known'],
    [['unknown', 'warning'], 'warning', '1 part is worth a look'],
    [['warning', 'bad', 'bad'], 'bad', '2 parts need you'],
  ])('of %j is %s', (verdicts, verdict, said) => {
    expect(summary(verdicts.map((one) => hop(one)))).toEqual({ verdict, said });
  });
});

describe('a part', () => {
  it('that is well leads nowhere', () => {
    expect(wayOut(hop('good'))).toBeNull();
    expect(wayOut(hop('unknown'))).toBeNull();
  });

  it('that is wrong leads where it is mended, if that is here', () => {
    expect(wayOut(hop('bad'))?.section).toBe('connection');
    expect(wayOut(hop('warning', 'delivery'))?.section).toBe('apple');
    expect(wayOut(hop('bad', 'clock'))).toBeNull();
  });

  it('of a later version keeps its own name', () => {
    expect(hopName('tunnel')).toBe('Tunnel');
    expect(hopName('moon' as Hop['hop'])).toBe('moon');
  });
});

describe('looking', () => {
  it('again keeps what was found where it fails', async () => {
    const host = fakeHost('doctor');
    const examination = new Examination(host);
    await examination.look();
    const found = examination.found;
    expect(found?.hops).toHaveLength(14);
    host.answers.doctor = () => {
      throw { code: 'storage', message: 'The database could not be read.' };
    };
    await examination.look();
    expect(examination.found).toBe(found);
    expect(examination.error?.code).toBe('storage');
  });
});
