// Keeps every part marked data-live as fresh as the store: by news from the live process, else by asking
// every few seconds. What it cannot keep fresh it says so, with the time of the last good look.

import "./clock.js";
import { every } from "./steady.js";

const POLL_MS = 3000;
const SLOW_MS = 30000; // while news come, a look now and then all the same: relative times grow old
const SILENCE_MS = 25000; // the live process beats every 10 s
const GATHER_MS = 120; // one change rings several topics

const said = document.getElementById("connection");
const parts = () => [...document.querySelectorAll("[data-live]")];

let stream = null;
let heardAt = 0;
let askedAt = Date.now();
let goodAt = Date.now();
let failing = false;
const gathered = new Set();
let gathering = null;

function refresh(part) {
  part.dispatchEvent(new CustomEvent("refresh"));
}

function refreshAll() {
  askedAt = Date.now();
  parts().forEach(refresh);
}

function news(topics) {
  topics.forEach((topic) => gathered.add(topic));
  gathering ??= setTimeout(() => {
    const changed = new Set(gathered);
    gathered.clear();
    gathering = null;
    parts().filter((part) => part.dataset.live.split(" ").some((topic) => changed.has(topic))).forEach(refresh);
  }, GATHER_MS);
}

function show() {
  if (!said) return;
  const state = failing ? "lost" : stream ? "live" : "polling";
  const time = new Date(goodAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
  const text = said.getAttribute(`data-say-${state}`).replace("%(time)s", time);
  if (said.textContent !== text) said.textContent = text;
  said.dataset.state = state;
  document.body.classList.toggle("is-stale", failing);
}

function drop() {
  stream?.close();
  stream = null;
  show();
}

async function connect() {
  const topics = [...new Set(parts().flatMap((part) => part.dataset.live.split(" ")))];
  if (stream || !topics.length) return;
  const answer = await fetch(`/live-pass?topics=${encodeURIComponent(topics.join(" "))}`).catch(() => null);
  if (answer?.status !== 200) return;
  const listening = new EventSource((await answer.json()).url);
  const alive = () => {
    heardAt = Date.now();
    if (stream === listening) return;
    stream = listening;
    refreshAll(); // whatever happened while nobody listened
    show();
  };
  listening.addEventListener("here", alive);
  listening.addEventListener("beat", () => { heardAt = Date.now(); });
  listening.addEventListener("message", (event) => { alive(); news(JSON.parse(event.data)); });
  listening.addEventListener("away", () => { listening.close(); drop(); });
  listening.addEventListener("error", () => { listening.close(); if (stream === listening) drop(); });
}

document.addEventListener("htmx:after:request", (event) => {
  const status = event.detail.ctx.response?.status ?? 0;
  if (status >= 500) return;
  failing = false;
  goodAt = Date.now();
  show();
});

function lost(event) {
  if (!event.target.closest?.("[data-live]")) return;
  const status = event.detail.ctx?.response?.status ?? 0;
  if (status && status < 500) return;
  failing = true;
  show();
}
document.addEventListener("htmx:error", lost);
document.addEventListener("htmx:response:error", lost);

function look() {
  if (!parts().length) return;
  if (stream && Date.now() - heardAt > SILENCE_MS) drop();
  const due = stream && !failing ? SLOW_MS : POLL_MS;
  if (Date.now() - askedAt >= due) refreshAll();
}

if (parts().length) {
  connect();
  every(1000, look); // a hidden tab hears of an offer as soon as one in sight
  every(10000, connect);
  show();
}
