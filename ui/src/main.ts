import { mount } from 'svelte';
import './styles/base.css';
import { wearLast } from './lib/appearance';
import type { Host } from './lib/host';
import { tauriHost } from './lib/host.tauri';
import Panel from './Panel.svelte';

wearLast();
const target = document.getElementById('panel');
// Not awaited here: what a host loads may itself wait for this script to end.
if (target) void chooseHost().then((host) => show(target, host));

/** The panel; or, where another process runs this home, the one question whether to take over. */
async function show(target: HTMLElement, host: Host): Promise<void> {
  if (location.hash === '#/owner') {
    const { default: Owner } = await import('./lib/views/Owner.svelte');
    mount(Owner, { target, props: { host } });
  } else {
    mount(Panel, { target, props: { host } });
  }
}

/** `?fake=<state>` stands in for the program and `?loopback=<address>` reaches a real one, in every build but the one that ships. */
async function chooseHost(): Promise<Host> {
  if (__FAKE__) {
    const asked = new URLSearchParams(location.search);
    const state = asked.get('fake');
    const address = asked.get('loopback');
    if (address !== null) return (await import('./lib/host.loopback')).loopbackHost(address);
    if (state !== null) return (await import('./lib/host.fake')).fakeHost(state);
  }
  return tauriHost;
}
