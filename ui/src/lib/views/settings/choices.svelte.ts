import type { Host } from '../../host';
import { inTurn } from '../../turn';
import { asWireError } from '../../wire-error';
import type { Setting, SettingsView, WireError } from '../../wire.gen';

/** The choices with one of them changed. */
export function applied(view: SettingsView, setting: Setting): SettingsView {
  switch (setting.name) {
    case 'theme':
    case 'density':
    case 'textSize':
      return { ...view, appearance: { ...view.appearance, [setting.name]: setting.value } };
    case 'openPanel':
      return { ...view, openPanel: setting.value, openPanelProblem: null };
    default:
      return { ...view, [setting.name]: setting.value };
  }
}

/** The choices in force, with those that are on their way shown already. A refused one is taken back with its reason. */
export class Choices {
  error = $state.raw<WireError | null>(null);
  /** What was taken back last, and why. */
  refused = $state.raw<{ name: Setting['name']; error: WireError } | null>(null);

  #host: Host;
  #known = $state.raw<SettingsView | null>(null);
  #pending = $state.raw<readonly Setting[]>([]);

  constructor(host: Host) {
    this.#host = host;
  }

  get view(): SettingsView | null {
    return this.#known === null ? null : this.#pending.reduce(applied, this.#known);
  }

  refresh = inTurn(async () => {
    try {
      this.#known = await this.#host.ask('settings', {});
      this.error = null;
    } catch (thrown) {
      this.error = asWireError(thrown);
    }
  });

  /** Shows the change at once and asks for it. Answers whether it holds. */
  async change(setting: Setting): Promise<boolean> {
    this.#pending = [...this.#pending, setting];
    if (this.refused?.name === setting.name) this.refused = null;
    try {
      this.#known = await this.#host.ask('changeSetting', { setting });
      return true;
    } catch (thrown) {
      this.refused = { name: setting.name, error: asWireError(thrown) };
      return false;
    } finally {
      this.#pending = this.#pending.filter((one) => one !== setting);
    }
  }

  why(name: Setting['name']): WireError | null {
    return this.refused?.name === name ? this.refused.error : null;
  }
}
