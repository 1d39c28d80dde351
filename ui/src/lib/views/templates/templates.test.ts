import { describe, expect, it } from 'vitest';
import type { ChannelView, TemplateHelp } from '../../wire.gen';
import { fit, LIMITS, type Measure } from './cuts';
import { split } from './echobell';
import { choicesAt, choicesIn } from './editor/complete';
import { holes, inside, marks } from './editor/language';
import { beneath, faultsOf, inForce, kindsOf, standing } from './standing';

const told = (source: string) =>
  marks(source).map(({ from, to, kind }) => `${kind} ${source.slice(from, to)}`);

describe('the colours of the language', () => {
  it('tell fields, filters, methods, texts and signs', () => {
    expect(told('a {{app.name | default("x")}} b {{ v.trim() == 1 ? true : w }}')).toEqual([
      ...[
        'brace {{',
        'field app',
        'sign .',
        'field name',
        'sign |',
        'filter default',
        'sign (',
        'text "x"',
        'sign )',
      ],
      ...[
        'brace }}',
        'brace {{',
        'field v',
        'sign .',
        'method trim',
        'sign (',
        'sign )',
        'sign ==',
        'number 1',
      ],
      ...['sign ?', 'word true', 'sign :', 'field w', 'brace }}'],
    ]);
  });

  it('leave plain text alone, single braces and statements too', () => {
    expect(told('plain { a } {% if %} 100 % | b')).toEqual([]);
  });

  it('braces in a quoted text close nothing', () => {
    expect(holes('{{ a || "}}" }} b')).toEqual([{ from: 0, to: 15, closed: true }]);
  });

  it('what never closes is marked and swallows nothing', () => {
    expect(told('{{ a and {{b}}')[0]).toBe('unclosed {{');
    expect(told('x {{ y')).toEqual(['unclosed {{']);
  });

  it('count as JavaScript counts, also after characters of two units', () => {
    const source = '📱 {{status}}';
    expect(marks(source)[1]).toEqual({ from: 5, to: 11, kind: 'field' });
    expect(source.slice(5, 11), 'the same offsets as the remarks’').toBe('status');
  });
});

const HELP: TemplateHelp = {
  fields: [
    { path: 'app.name', source: 'App Store Connect', withoutKey: 'the endpoint’s name', example: 'Tideline' },
    { path: 'status', source: 'Apple’s body', withoutKey: 'the same', example: 'REJECTED' },
    { path: 'previousStatus', source: 'Apple’s body', withoutKey: 'the same', example: null },
    { path: 'data.*', source: 'Apple’s body', withoutKey: 'the same', example: null },
  ],
  filters: [{ name: 'label', takes: 'no arguments', does: 'in words' }],
  methods: [{ name: 'trim', takes: 'no arguments', does: 'without space around it' }],
  builtin: { title: '', body: '', link: null },
  samples: [],
};
const offered = (source: string, at = source.length) =>
  choicesAt(source, at, HELP)?.choices.map((choice) => choice.insert) ?? null;

describe('completion', () => {
  it('offers the fields of this kind, what begins so first', () => {
    expect(offered('{{')).toEqual(['app.name', 'status', 'previousStatus', 'data.']);
    expect(offered('{{ sta')).toEqual(['status', 'previousStatus']);
  });

  it('offers filters after a bar, and not after two', () => {
    expect(offered('{{ status | ')).toEqual(['label']);
    expect(offered('{{ status || ')).toContain('app.name');
  });

  it('leaves room for what a filter can’t do without', () => {
    const filters = [{ name: 'truncate', takes: '1 argument', does: 'no longer' }];
    const [choice] = choicesAt('{{a | ', 6, { ...HELP, filters })?.choices ?? [];
    expect(choice).toMatchObject({ insert: 'truncate()', needs: true });
  });

  it('offers methods after a dot, beside the fields below it', () => {
    expect(offered('{{ app.')).toEqual(['app.name', 'app.trim()']);
    expect(offered('{{ status.tr')).toEqual(['status.trim()']);
  });

  it('offers nothing in plain text, in quotes, or after a whole value', () => {
    expect(offered('status')).toBeNull();
    expect(offered('{{ "sta')).toBeNull();
    expect(offered('{{status}} sta')).toBeNull();
    expect(offered('{{ status ')).toBeNull();
  });

  it('offers the same in a condition, which has no braces', () => {
    const choices = choicesIn('status != "IN_REVIEW" && prev', 29, HELP);
    expect(choices?.choices.map(({ insert }) => insert)).toEqual(['previousStatus']);
    expect(choices?.close).toBe(false);
    expect(choicesIn('status == "prev', 15, HELP), 'not in a quoted text').toBeNull();
    expect(inside('status != "A"').map(({ kind }) => kind)).toEqual(['field', 'sign', 'text']);
  });

  it('closes what was left open, and only that', () => {
    expect(choicesAt('{{sta', 5, HELP)?.close).toBe(true);
    expect(choicesAt('{{sta}}', 5, HELP)?.close).toBe(false);
  });

  it('shows what the field says now, or what it says without a key', () => {
    expect(choicesAt('{{app', 5, HELP)?.choices[0]).toMatchObject({
      detail: 'Tideline',
      source: 'App Store Connect',
    });
  });
});

// Seven pixels a character: the count is what is tested, not a font.
const seven: Measure = (text) => [...text].length * 7;
const LONG = Array.from({ length: 60 }, (_, n) => `word${n}`).join(' ');

describe('what each system cuts off', () => {
  it.each([
    ['macos', 'title', 1],
    ['macos', 'body', 2],
    ['macos', 'expanded', 4],
    ['windows', 'title', 2],
    ['windows', 'body', 4],
    ['linux', 'title', 1],
    ['linux', 'body', 1],
  ] as const)('%s %s: %i lines', (system, part, lines) => {
    const shown = fit(LONG, LIMITS[system][part], seven);
    expect(shown.lines).toHaveLength(lines);
    expect(shown.cut).toBe(true);
    expect(shown.lines.at(-1)).toMatch(/…$/);
    expect(
      Math.max(...shown.lines.map((line) => seven(line, ''))),
      'no line is wider than the banner',
    ).toBeLessThanOrEqual(LIMITS[system][part].width);
  });

  it('nothing, where everything fits', () => {
    expect(fit('Tideline: Rejected', LIMITS.macos.title, seven)).toEqual({
      lines: ['Tideline: Rejected'],
      cut: false,
    });
    expect(fit('one\ntwo', LIMITS.macos.body, seven)).toEqual({ lines: ['one', 'two'], cut: false });
  });

  it('counts the lines of the text itself', () => {
    expect(fit('one\ntwo\nthree', LIMITS.macos.body, seven)).toEqual({ lines: ['one', 'two…'], cut: true });
  });

  it('never halves a character, and bears a word wider than the banner', () => {
    const shown = fit(
      '👩‍🚀'.repeat(80),
      LIMITS.macos.title,
      (text) => [...new Intl.Segmenter().segment(text)].length * 9,
    );
    expect(shown.lines[0]?.replaceAll('👩‍🚀', '')).toBe('…');
  });
});

const ECHOBELL = `Title: [{{app.name}}] {{eventType}} - {{status}}
Body:
📱 App: {{app.name}}
⭐ {{rating}}/5
Link: {{app.url}}`;

describe('a pasted Echobell template', () => {
  const parts = {
    title: '[{{app.name}}] {{eventType}} - {{status}}',
    body: '📱 App: {{app.name}}\n⭐ {{rating}}/5',
    link: '{{app.url}}',
  };

  it('is told apart into title, body and link', () => {
    expect(split(ECHOBELL)).toEqual(parts);
    expect(split(ECHOBELL.replaceAll('\n', '\r\n'))).toEqual(parts);
  });

  it('as a page writes it, or as JSON', () => {
    const page = `**Title Template:** \`${parts.title}\`\n\n**Body Template:**\n\`\`\`\n${parts.body}\n\`\`\`\n\n## Link\n${parts.link}`;
    const found = split(page);
    expect(found?.title).toBe(parts.title);
    expect(found?.body?.trim()).toBe(parts.body);
    expect(found?.link).toBe(parts.link);
    expect(split(JSON.stringify({ title: parts.title, body: parts.body }))).toEqual({
      title: parts.title,
      body: parts.body,
    });
  });

  it('a text that only mentions a title is a text', () => {
    expect(split('Title: {{app.name}}')).toBeNull();
    expect(split('📱 App: {{app.name}}\n💬 Message: {{message}}')).toBeNull();
    expect(split('{{app.name}}')).toBeNull();
  });
});

const CHANNEL: ChannelView = {
  name: 'releases',
  endpoints: [],
  kinds: ['ping', 'app-version'],
  condition: null,
  levels: {},
  templates: {
    'app-version': { title: 'own', body: '', link: null },
    default: { title: 'channel', body: '', link: null },
  },
};
const BUILTIN = { title: 'builtin', body: '', link: null };

describe('where a text stands', () => {
  it('the kind’s own, else the channel’s, else the built-in', () => {
    const bare = { ...CHANNEL, templates: {} };
    expect(['app-version', 'ping', 'default'].map((kind) => standing(CHANNEL, kind))).toEqual([
      'own',
      'channel',
      'own',
    ]);
    expect(['app-version', 'default'].map((kind) => standing(bare, kind))).toEqual(['builtin', 'builtin']);
    expect(inForce(CHANNEL, 'ping', BUILTIN).title).toBe('channel');
    expect(beneath(CHANNEL, 'app-version', BUILTIN).title, 'what restoring brings').toBe('channel');
    expect(beneath(CHANNEL, 'default', BUILTIN).title).toBe('builtin');
  });

  it('only the kinds that the channel listens to are listed', () => {
    expect(kindsOf(CHANNEL)).toEqual(['app-version', 'ping']);
    expect(kindsOf({ ...CHANNEL, kinds: [] })).toHaveLength(14);
  });

  it('a fault stands at its own text', () => {
    const fault = {
      channel: 'releases',
      field: 'templates.app-version.title',
      cause: 'There is no filter `uper`.',
    };
    expect(faultsOf([fault], 'releases', 'app-version')).toEqual([fault]);
    expect(faultsOf([fault], 'releases', 'ping')).toEqual([]);
  });
});
