import type { Host } from '../../host';

/** One thing that can be copied, and how that went. */
export class Copying {
  state = $state<'idle' | 'copied' | 'failed'>('idle');
  #timer: ReturnType<typeof setTimeout> | undefined;

  async copy(host: Host, text: string): Promise<void> {
    clearTimeout(this.#timer);
    try {
      await host.ask('copy', { text });
      this.state = 'copied';
      this.#timer = setTimeout(() => (this.state = 'idle'), 2500);
    } catch {
      this.state = 'failed';
    }
  }
}
