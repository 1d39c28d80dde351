import type { Host } from '../../../host';
import { asWireError } from '../../../wire-error';
import type { Attachment, AttachmentBody, WireError } from '../../../wire.gen';

/** What an attachment holds, as far as it was read. */
export type Read = { body: AttachmentBody } | { refused: WireError };

/** A picture as the page may show it; nothing where it is none. Only data: is let in by the page's policy. */
export function source({ mediaType, base64 }: AttachmentBody): string | null {
  const type = /^image\/[a-z0-9.+-]{1,40}$/i.exec(mediaType)?.[0];
  return type === undefined || base64 === null ? null : `data:${type};base64,${base64}`;
}

/** What a tester sent, each read once it is here. */
export class Attached {
  read = $state.raw<Readonly<Record<string, Read>>>({});

  #host: Host;
  #asked = new Set<string>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Reads what is here and was not read yet, one after another: a picture has megabytes. */
  async readAll(attachments: readonly Attachment[]): Promise<void> {
    for (const { id, state } of attachments)
      if (state === 'here' && !this.#asked.has(id)) await this.again(id);
  }

  async again(id: string): Promise<void> {
    this.#asked.add(id);
    try {
      this.#put(id, { body: await this.#host.ask('attachmentRead', { id }) });
    } catch (thrown) {
      this.#put(id, { refused: asWireError(thrown) });
    }
  }

  /** The picture as the page may show it, once it was read. */
  sourceOf(id: string): string | null {
    const read = this.read[id];
    return read && 'body' in read ? source(read.body) : null;
  }

  #put(id: string, read: Read): void {
    this.read = { ...this.read, [id]: read };
  }
}
