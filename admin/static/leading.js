// Of several tabs with the same name one leads. When it closes, the next one leads at once; a tab that wants to
// lead takes it over.
//
// A lock of the browser decides: it is let go with the tab, however that ends, and a tab that holds one is not
// frozen. Browsers have locks on https and localhost only; elsewhere the tabs shout to each other.

import { every } from "./steady.js";

const SHOUT_MS = 2000;
const SILENCE_MS = 5000;
const ANSWER_MS = 300; // so long a new tab waits for the one that leads

/** Begin to wait for the lead; `tell(leads)` hears of each change. The answer takes the lead over. */
export function seekLead(name, tell) {
  return navigator.locks ? byLock(name, tell) : byShouting(name, tell);
}

function byLock(name, tell) {
  const TAKEN_OVER = "taken over";
  let waiting;
  const hold = (wish) =>
    navigator.locks.request(name, wish, () => { tell(true); return new Promise(() => {}); }).catch((why) => {
      if (why === TAKEN_OVER) return; // the wait was given up for the lead itself
      tell(false);
      wait();
    });
  const wait = () => {
    waiting = new AbortController();
    hold({ signal: waiting.signal });
  };
  wait();
  return () => {
    waiting.abort(TAKEN_OVER);
    hold({ steal: true });
  };
}

function byShouting(name, tell) {
  const channel = new BroadcastChannel(name);
  let mine = null; // my claim while I lead; the later claim wins
  let heardAt = Date.now() - SILENCE_MS + ANSWER_MS;
  const shout = () => channel.postMessage({ claim: mine });
  const later = (one, other) => one[0] - other[0] || one[1] - other[1];
  const claim = () => {
    mine = [Date.now(), Math.random()];
    shout();
    tell(true);
  };
  const look = () => {
    if (mine) shout();
    else if (Date.now() - heardAt >= SILENCE_MS) claim();
  };
  const soon = () => setTimeout(look, ANSWER_MS * (1 + Math.random()));
  channel.addEventListener("message", ({ data }) => {
    if (data.asks && mine) shout();
    if (data.gone) { heardAt = 0; soon(); }
    if (!data.claim) return;
    heardAt = Date.now();
    if (!mine) return;
    if (later(mine, data.claim) > 0) { shout(); return; }
    mine = null;
    tell(false);
  });
  addEventListener("pagehide", () => { if (mine) channel.postMessage({ gone: true }); });
  channel.postMessage({ asks: true });
  soon();
  every(SHOUT_MS, look);
  return claim;
}
