// How the page talks to the simulator: one read that is repeated, and posts that change something.

const READ_EVERY_MS = 400;
const STALE_AFTER_MS = 2500;

export async function post(path, body) {
  const answer = await fetch(`/phones/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Simulator": "1" },
    body: JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error);
  return said;
}

export async function read(path) {
  const answer = await fetch(`/phones/${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

// Calls `show(state)` after each read. Returns a function that reads at once, for use after a post.
export function follow(show, lost) {
  let since = 0;
  let run = "";
  let lastGood = Date.now();
  let timer = null;
  let reading = false;

  async function turn() {
    if (reading) return;
    reading = true;
    clearTimeout(timer);
    try {
      const state = await read(`state.json?since=${since}&run=${encodeURIComponent(run)}`);
      since = state.rev;
      run = state.run;
      lastGood = Date.now();
      lost(null);
      show(state);
    } catch (fault) {
      if (Date.now() - lastGood > STALE_AFTER_MS) lost(new Date(lastGood), fault);
    } finally {
      reading = false;
      timer = setTimeout(turn, READ_EVERY_MS);
    }
  }
  turn();
  return turn;
}
