/** The present, as the rows see it: moves on every twenty seconds and whenever the window comes back. */
export class Clock {
  now = $state(Date.now());

  /** Starts ticking; answers with a function that stops it. */
  start(): () => void {
    const tick = () => (this.now = Date.now());
    const timer = setInterval(tick, 20_000);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }
}
