import { RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view';
import type { Kind, Mark } from './language';

const LOOKS = new Map<Kind, Decoration>();

function lookOf(kind: Kind): Decoration {
  const known = LOOKS.get(kind) ?? Decoration.mark({ class: `cm-t-${kind}` });
  LOOKS.set(kind, known);
  return known;
}

/** Colours what is marked anew with every change: a template is 4 KiB at most. */
export const colours = (marks: (source: string) => Mark[]) =>
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = drawn(view, marks);
      }

      update(update: ViewUpdate) {
        if (update.docChanged) this.decorations = drawn(update.view, marks);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );

function drawn(view: EditorView, marks: (source: string) => Mark[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const mark of marks(view.state.doc.toString())) builder.add(mark.from, mark.to, lookOf(mark.kind));
  return builder.finish();
}
