import type { Host } from '../../../host';
import { asWireError } from '../../../wire-error';
import type { Example, Preview, Remark, Templates, WireError } from '../../../wire.gen';
import { sameTexts } from '../standing';

const PAUSE = 140;

/** Texts that are being written, and what they would become. */
export class Writing {
  texts = $state.raw<Templates>({ title: '', body: '', link: null });
  /** What is in force. */
  base = $state.raw<Templates>({ title: '', body: '', link: null });
  /** What the file says since somebody else wrote to it while this was unsaved. */
  theirs = $state.raw<Templates | null>(null);
  preview = $state.raw<Preview | null>(null);
  /** Why there is no preview. */
  failed = $state<WireError | null>(null);
  /** Previewed with this; the program chooses where nobody did. */
  example = $state.raw<Example | null>(null);

  readonly dirty = $derived(!sameTexts(this.texts, this.base));

  #host: Host;
  #channel: string;
  #kind: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(host: Host, channel: string, kind: string) {
    this.#host = host;
    this.#channel = channel;
    this.#kind = kind;
  }

  get draft() {
    return { channel: this.#channel, kind: this.#kind, templates: this.texts };
  }

  /** Begins with what is in force. */
  begin(texts: Templates): void {
    this.base = texts;
    this.write(texts);
  }

  write(part: Partial<Templates>): void {
    this.texts = { ...this.texts, ...part };
    this.lookSoon();
  }

  /** The file changed: shown at once, or offered where something here is unsaved. */
  hear(file: Templates): 'same' | 'taken' | 'offered' {
    if (sameTexts(file, this.base)) return 'same';
    if (sameTexts(file, this.texts)) {
      this.base = file;
      this.theirs = null;
      return 'same';
    }
    if (this.dirty) {
      this.theirs = file;
      return 'offered';
    }
    this.begin(file);
    return 'taken';
  }

  takeTheirs(): void {
    if (this.theirs === null) return;
    this.begin(this.theirs);
    this.theirs = null;
  }

  keepMine(): void {
    if (this.theirs === null) return;
    this.base = this.theirs;
    this.theirs = null;
  }

  lookSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.look(), PAUSE);
  }

  /** Asks what this becomes; an answer that was overtaken is not shown. */
  async look(): Promise<void> {
    this.#asked += 1;
    const mine = this.#asked;
    try {
      const { draft, example } = this;
      const preview = await this.#host.ask('previewDraft', { draft, example });
      if (mine !== this.#asked) return;
      this.preview = preview;
      this.failed = null;
    } catch (thrown) {
      if (mine === this.#asked) this.failed = asWireError(thrown);
    }
  }

  remarks(part: Remark['part']): Remark[] {
    return this.preview?.remarks.filter((remark) => remark.part === part) ?? [];
  }

  /** Saves, and holds what was in force before, for whoever wants it back. Rejects with the reason. */
  async save(): Promise<void> {
    const texts = this.texts;
    await this.#host.ask('putTemplates', { channel: this.#channel, kind: this.#kind, templates: texts });
    this.base = texts;
    this.theirs = null;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }
}
