// CodeMirror with just what a template needs: colours, completion, remarks at their character, undo.
import {
  autocompletion,
  pickedCompletion,
  startCompletion,
  type Completion,
  type CompletionContext,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder, tooltips } from '@codemirror/view';
import type { Remark, TemplateHelp } from '../../../wire.gen';
import { say } from '../../../words';
import { colours } from './colours';
import { choicesAt, choicesIn, type Choice } from './complete';
import { holeAt, holes, inside, marks } from './language';
import { look } from './look';

export type Wishes = {
  label: string;
  /** One line only, as a banner's title is. */
  single: boolean;
  /** The whole text is one expression, as a template has them between braces. */
  expression: boolean;
  /** What is shown while nothing is written. */
  example: string;
  describedBy: string;
  /** Where lists and remarks float. */
  within: HTMLElement;
  help: () => TemplateHelp | null;
  onchange: (text: string) => void;
  /** Whether the pasted text was taken care of elsewhere. */
  onpaste: (text: string) => boolean;
};

export function editor(parent: HTMLElement, value: string, wishes: Wishes): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({ doc: value, extensions: extensions(wishes) }),
  });
}

function extensions(wishes: Wishes): Extension[] {
  return [
    history(),
    autocompletion({
      override: [(context) => complete(context, wishes)],
      icons: false,
      addToOptions: [{ render: detail, position: 80 }],
    }),
    // Within the view's landmark, and outside the field: its edge would cut the list off.
    tooltips({ parent: wishes.within, tooltipSpace: withinWindow }),
    wishes.single ? oneLine : [],
    wishes.expression ? [] : braces,
    placeholder(wishes.example),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    EditorView.lineWrapping,
    colours(wishes.expression ? inside : marks),
    look,
    EditorView.contentAttributes.of({
      'aria-label': wishes.label,
      'aria-describedby': wishes.describedBy,
      'aria-multiline': String(!wishes.single),
      spellcheck: 'false',
      autocapitalize: 'off',
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) wishes.onchange(update.state.doc.toString());
    }),
    EditorView.domEventHandlers({
      paste: (event) => wishes.onpaste(event.clipboardData?.getData('text/plain') ?? ''),
    }),
  ];
}

const withinWindow = () => ({ left: 8, top: 8, right: innerWidth - 8, bottom: innerHeight - 8 });

/** Braces come in pairs: the second `{` brings its `}}`, and writing those passes over them. */
const braces = EditorView.inputHandler.of((view, from, to, text) => {
  const around = view.state.sliceDoc(from - 1, to + 2);
  if (text === '{' && from === to && around.startsWith('{')) {
    if (holeAt(view.state.doc.toString(), from - 1) !== null) return false;
    view.dispatch({
      changes: { from, insert: '{}}' },
      selection: { anchor: from + 1 },
      userEvent: 'input.type',
    });
    return true;
  }
  const passes = text === '}' && from === to && view.state.sliceDoc(from, from + 1) === '}';
  if (!passes || !inBraces(view.state.doc.toString(), from)) return false;
  view.dispatch({ selection: { anchor: from + 1 }, userEvent: 'input.type' });
  return true;
});

/** Right before the end of a hole, or between its two last braces. */
function inBraces(source: string, at: number): boolean {
  return holes(source).some((hole) => hole.closed && (at === hole.to - 2 || at === hole.to - 1));
}

/** A pasted line break becomes a space; Enter sends the form off where there is one, as in any line. */
const oneLine: Extension = [
  keymap.of([{ key: 'Enter', run: (view) => (view.dom.closest('form')?.requestSubmit(), true) }]),
  EditorState.transactionFilter.of((change) => {
    if (change.newDoc.lines === 1) return change;
    const text = change.newDoc.toString();
    const joined = [...text.matchAll(/\n/g)].map(({ index }) => ({
      from: index,
      to: index + 1,
      insert: ' ',
    }));
    return [change, { changes: joined, sequential: true }];
  }),
];

function complete({ state, pos }: CompletionContext, { help: known, expression }: Wishes) {
  const help = known();
  if (help === null) return null;
  const source = state.doc.toString();
  const found = expression ? choicesIn(source.slice(0, pos), pos, help) : choicesAt(source, pos, help);
  if (found === null) return null;
  return { from: found.from, options: found.choices.map(option), validFor: /^[\p{L}\p{N}_$.]*$/u };
}

type Option = Completion & { choice: Choice };

function option(choice: Choice, index: number): Option {
  return {
    choice,
    // Among equals the help's order stays: what matters most comes first there.
    boost: -index / 100,
    label: choice.label,
    type: choice.kind,
    ...(choice.source === null ? {} : { info: choice.source }),
    apply: (view, completion, from, to) => write(view, completion, choice, from, to),
  };
}

/** Writes the choice, closes the braces that were left open, and puts the cursor where one goes on. */
function write(view: EditorView, completion: Completion, choice: Choice, from: number, to: number) {
  const text = view.state.doc.toString();
  const close = holeAt(text, to)?.closed === false ? '}}' : '';
  const inner = choice.needs ? 1 : 0;
  view.dispatch({
    changes: { from, to, insert: choice.insert + close },
    selection: { anchor: from + choice.insert.length - inner },
    annotations: pickedCompletion.of(completion),
    userEvent: 'input.complete',
  });
  if (choice.insert.endsWith('.')) startCompletion(view);
}

/** What a field says now, beside its name: the text of a stranger, so it is text here too. */
function detail(completion: Completion): Node {
  const span = document.createElement('bdi');
  span.className = 'cm-said';
  span.textContent = (completion as Option).choice.detail;
  return span;
}

/** Puts a text in place of the whole, as one step that undo takes back. */
export function replaceAll(view: EditorView, text: string): void {
  const current = view.state.doc.toString();
  if (current !== text) view.dispatch({ changes: { from: 0, to: current.length, insert: text } });
}

/** Underlines what the remarks are about. They count as JavaScript does, so do we. */
export function showRemarks(view: EditorView, remarks: Remark[]): void {
  const most = view.state.doc.length;
  const found = remarks.map((remark): Diagnostic => {
    const from = Math.min(remark.from, most);
    return {
      from,
      to: Math.min(Math.max(remark.to, from + 1), most),
      severity: remark.severity,
      message: remark.message,
      ...(remark.suggestion === null ? {} : { actions: [fix(remark.suggestion)] }),
    };
  });
  view.dispatch(setDiagnostics(view.state, found));
}

function fix(suggestion: string) {
  return {
    name: say('templates-fix', { suggestion }),
    apply: (view: EditorView, from: number, to: number) =>
      view.dispatch({ changes: { from, to, insert: suggestion } }),
  };
}
