import { render, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { fakeHost } from '../../host.fake';
import Redrawn from './editor/Redrawn.svelte';

it('asks once for what fifty events would have said, not for ever', async () => {
  const host = fakeHost('feed');
  const draft = { channel: 'releases', kind: 'app-version', templates: { title: 'x', body: '', link: null } };
  const { container } = render(Redrawn, { host, draft: draft as never, now: Date.now() });
  const details = container.querySelector('details')!;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  const asked = () => host.asked.filter(({ command }) => command === 'replayDraft').length;
  await waitFor(() => expect(asked()).toBe(1));
  await new Promise((done) => setTimeout(done, 1_300));
  expect(asked(), 'nobody wrote anything meanwhile').toBe(1);
});
