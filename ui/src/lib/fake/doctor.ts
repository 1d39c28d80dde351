// The fake's doctor: a healthy house, and one with something of everything.
import type { Doctor, Finding, Hop } from '../wire.gen';
import { never, type Answers, type Scene } from './fake';
import { refuse } from './home';

const GOOD: Record<Hop['hop'], string> = {
  database: 'The database answers in 2 ms and was read to its end at the start.',
  keychain: 'The system’s keychain is unlocked and has 3 of 3 secrets.',
  port: 'The door is open at 127.0.0.1:8484.',
  tunnel: 'cloudflared has been up for 42 minutes.',
  dns: 'bell.example.dev leads to 104.16.230.132.',
  tls: 'The certificate is for bell.example.dev and holds for another 61 days.',
  instance: 'This very Shipbell answered through the address in 96 ms.',
  signature: 'A sample signed with the secret of Tideline was taken.',
  webhook: 'Apple has the webhook of Tideline with this address, and it is on.',
  delivery: 'Apple’s last delivery was answered with 200, 4 minutes ago.',
  notifications: 'The desktop shows banners, and Shipbell may.',
  tray: 'The icon stands in the tray.',
  disk: '41 GB are free where the database lies.',
  clock: 'This computer’s clock is within a second of Apple’s.',
};

type Line = { verdict: Finding; proof: string; fix: string | null };
const WRONG: Partial<Record<Hop['hop'], Line>> = {
  tunnel: {
    verdict: 'bad',
    proof: 'cloudflared ended with code 1, and said: "failed to request quick Tunnel".',
    fix: 'It is started again in 24 seconds. Where it keeps ending, restart it in Settings, Connection.',
  },
  instance: {
    verdict: 'unknown',
    proof: 'Not asked: the tunnel is down.',
    fix: null,
  },
  delivery: {
    verdict: 'warning',
    proof: 'Apple’s last 3 deliveries failed: the server could not be reached.',
    fix: 'Once the tunnel is up, send them again in Settings, App Store Connect.',
  },
  tray: { verdict: 'unknown', proof: 'This desktop does not say whether it shows icons.', fix: null },
};

function doctorOf({ state, now }: Scene): Doctor {
  const names = Object.keys(GOOD) as Hop['hop'][];
  const hops = names.map((hop, index): Hop => {
    const finding = state === 'doctor-bad' ? WRONG[hop] : undefined;
    const well: Line = { verdict: 'good', proof: GOOD[hop], fix: null };
    return { hop, at: now - (names.length - index) * 120, ...(finding ?? well) };
  });
  return {
    hops,
    at: Date.now(),
    text: `# Shipbell 0.1.0\n\n${names.map((name) => `- ${name}`).join('\n')}\n`,
  };
}

export function doctorAnswers(scene: Scene): Answers {
  return {
    doctor() {
      if (scene.state === 'doctor-loading') return never();
      if (scene.state === 'doctor-failed') refuse('storage', 'The database could not be read.');
      return doctorOf(scene);
    },
  };
}
