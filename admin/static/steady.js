// A timer that a hidden tab does not slow down: browsers let the timers of a hidden page run once a minute,
// those of its worker go on.

const worker = new Worker(new URL("./steady_worker.js", import.meta.url));
const works = [];

worker.addEventListener("message", ({ data }) => works[data]());

export function every(milliseconds, work) {
  worker.postMessage([works.push(work) - 1, milliseconds]);
}
