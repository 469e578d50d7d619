// One tab of the desk leads: it alone gives the signs of life that keep the agent reachable, and sounds the
// offers. The others say so quietly and offer to lead. No farewell is sent: a reload must not flicker, and
// silence decides on its own.

import { seekLead } from "./leading.js";
import { every } from "./steady.js";

const BEAT_MS = 10000; // call_routing/presence.py forgives two lost beats

const desk = document.getElementById("desk");
const elsewhere = document.getElementById("leads-elsewhere");
const listeners = [];
let leads = false;
let canRing = !document.getElementById("softphone"); // where the page is the telephone, that says when

/** What every request of the open desk carries. */
export const headers = { ...JSON.parse(document.body.getAttribute("hx-headers:inherited")), "HX-Request": "true" };

/** Whether this tab rings. */
export const rings = () => leads;

/** `hear(leads)` is told now and at each change. */
export function hearOfLead(hear) {
  listeners.push(hear);
  hear(leads);
}

/** Signs of life are given only while the telephone in this page can be rung. */
export function phoneCanRing(now) {
  if (now === canRing) return;
  canRing = now;
  beat();
}

function beat() {
  if (!leads || !canRing || !desk.dataset.beat) return;
  // An answer is not waited for: the page itself shows when the house is away, and asks for a new sign-in.
  fetch(desk.dataset.beat, { method: "POST", headers }).catch(() => {});
}

const leadHere = seekLead(desk.dataset.tabs, (now) => {
  leads = now;
  elsewhere.hidden = leads;
  document.documentElement.dataset.leads = leads ? "here" : "elsewhere";
  listeners.forEach((hear) => hear(leads));
  beat();
});

elsewhere.querySelector("button").addEventListener("click", leadHere);
addEventListener("online", beat);
document.addEventListener("visibilitychange", () => { if (!document.hidden) beat(); }); // a computer that slept
every(BEAT_MS, beat);
setTimeout(() => { elsewhere.hidden = leads; }, 1000); // nobody reads it in the moment that a lead takes
