// The fake's answers about the set-up and about endpoints.
import type { Proof, Proven, Unproven } from '../wire.gen';
import type { Answers, Scene } from './fake';
import { addressed, endpoint, homeOf, refuse, withSecret } from './home';

export function setupAnswers(scene: Scene): Answers {
  const home = homeOf(scene);
  const setup = () => ({ ...home.setup, endpoints: addressed(home) });
  const put = (change: Partial<typeof home.setup>) => {
    home.setup = { ...home.setup, ...change };
    scene.status = {
      ...scene.status,
      endpoints: home.setup.endpoints.length,
      publicUrl: home.setup.publicUrl,
      proven: home.setup.proven,
      setupOver: home.setup.over,
    };
    scene.tell({ type: 'status' });
  };
  const locked = () => {
    if (scene.state.endsWith('-locked')) refuse('needs-user', 'The keychain is locked. Unlock it.');
  };
  const named = (name: string) =>
    home.setup.endpoints.find((one) => one.name === name) ??
    refuse('not-found', `There is no endpoint “${name}”.`);
  const checked = (name: string, appId: string | null, own?: string) => {
    if (name.trim() === '' || name.length > 60) refuse('bad-name', 'A name has 1 to 60 characters.');
    if (home.setup.endpoints.some((one) => one.name === name && one.name !== own))
      refuse('name-taken', `“${name}” is already in use.`);
    if (appId !== null && !/^\d+$/.test(appId)) refuse('bad-app-id', 'An Apple ID is a number.');
  };
  // For tests: Apple's ping comes.
  Object.assign(scene, {
    ping() {
      const at = Date.now();
      put({ endpoints: home.setup.endpoints.map((one) => ({ ...one, lastPing: at, lastEvent: at })) });
    },
  });
  return {
    setup,
    setupStep({ step }) {
      if (step === 'banner-seen') put({ bannerSeen: true });
      else put({ over: step === 'over' });
      return setup();
    },
    testBanner: () => ({}),
    endpointList: () => addressed(home),
    endpointAdd({ name, appId }) {
      locked();
      checked(name, appId);
      const made = endpoint(name, { appId, created: Date.now() });
      put({ endpoints: [...home.setup.endpoints, made] });
      return withSecret(home, made);
    },
    endpointRename({ name, newName, appId }) {
      const one = named(name);
      if (scene.state === 'refusing') refuse('storage', 'The disk is full. Nothing was changed.');
      checked(newName, appId, name);
      const renamed = { ...one, name: newName, appId };
      put({ endpoints: home.setup.endpoints.map((other) => (other === one ? renamed : other)) });
      return renamed;
    },
    endpointRotate({ name }) {
      locked();
      const one = named(name);
      const rotated = {
        ...one,
        rotated: Date.now(),
        formerSecretAccepted: one.secretKnown,
        secretKnown: true,
      };
      put({ endpoints: home.setup.endpoints.map((other) => (other === one ? rotated : other)) });
      return withSecret(home, rotated);
    },
    endpointRemove({ name }) {
      if (scene.state === 'refusing') refuse('storage', 'The disk is full. Nothing was changed.');
      const one = named(name);
      put({ endpoints: home.setup.endpoints.filter((other) => other !== one) });
      return {};
    },
    prove: () => proof(scene, put),
    openHelp: () => ({}),
    sendSample: () => ({}),
  };
}

const DETAILS: Partial<Record<Unproven, string>> = {
  interstitial: 'The answer was an HTML page titled “You are about to visit bell.example.dev”.',
};

function proof(scene: Scene, put: (change: { proven: Proven | null }) => void): Proof {
  if (scene.state.startsWith('unproven-')) {
    const cause = scene.state.slice('unproven-'.length) as Unproven;
    put({ proven: null });
    return { outcome: 'unproven', cause, detail: DETAILS[cause] ?? 'The answer was 404 with 12 bytes.' };
  }
  const proven = { at: Date.now(), roundTripMs: 96 };
  put({ proven });
  return { outcome: 'proven', proven };
}
