// The desk as the agent's telephone, where the shop has keys for it (docs/settings.md). It is one in the leading
// tab only, and only with a microphone: nobody shall be rung who cannot answer.
//
// The carrier rings this page like any telephone, tells the story and waits for a 1. Accept answers and sends
// it; the desk shows when it was taken. To hang up is the desk's own End: a line that just breaks is no end.

import { headers, hearOfLead, phoneCanRing } from "./presence.js";
import { every } from "./steady.js";

const TEND_MS = 3000;
const PATIENCE_MS = 15000; // so long the carrier's script may heal a lost line by itself
const PRESS_MS = 1200; // a key counts only once the carrier has begun to speak
const MOST_PRESSES = 12; // by then the story has been told twice, and the carrier hangs up
const MICROPHONE = { 31401: "blocked", 31402: "missing" };
const NOT_LET_IN = new Set([20101, 20151, 31201, 31202, 31204, 31206, 31207]);

const panel = document.getElementById("softphone");
const said = panel.querySelector("[role=status]");
const desk = document.getElementById("desk");
const stage = () => document.getElementById("work").dataset.stage;
const refresh = () => desk.dispatchEvent(new CustomEvent("refresh"));

let leads = false;
let device = null;
let call = null; // what rings or talks here
let tending = false;
let awayAt = 0;
let mayHear = false; // a browser that does not remember what it was allowed

function show(state, code = "") {
  const text = panel.getAttribute(`data-say-${state}`).replace("%(code)s", code);
  panel.dataset.state = state;
  document.documentElement.dataset.phone = state;
  if (said.textContent !== text) said.textContent = text;
}

const isReady = () => device?.state === "registered";
const isReadyShown = () => ["ready", "connecting"].includes(panel.dataset.state);
const showReady = () => show(!leads ? "elsewhere" : isReady() ? "ready" : "connecting");

function complain(fault) {
  const code = fault?.code ?? "";
  show(MICROPHONE[code] ?? (NOT_LET_IN.has(code) ? "refused" : "lost"), code);
}

// ---- the microphone -------------------------------------------------------------------------------------

/** Why nobody could hear this agent; nothing when all is well. */
async function cannotHear() {
  if (!navigator.mediaDevices) return "insecure";
  const known = await navigator.permissions?.query({ name: "microphone" }).catch(() => null);
  if (known?.state === "denied") return "blocked";
  if (known?.state !== "granted" && !mayHear) return "asking";
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some(({ kind }) => kind === "audioinput") ? null : "missing";
}

async function askForMicrophone() {
  if (panel.dataset.state !== "asking" && panel.dataset.state !== "missing") return;
  try {
    const heard = await navigator.mediaDevices.getUserMedia({ audio: true });
    heard.getTracks().forEach((track) => track.stop());
    mayHear = true;
    tend();
  } catch (fault) {
    show(fault.name === "NotAllowedError" ? "blocked" : "missing");
  }
}

// ---- being a telephone ----------------------------------------------------------------------------------

async function fetchToken() {
  const answer = await fetch(panel.dataset.token, { method: "POST", headers });
  if (!answer.ok) throw Object.assign(new Error("no token"), { code: answer.status });
  return (await answer.json()).token;
}

function makeDevice(token) {
  const made = new window.Twilio.Device(token, {
    codecPreferences: ["opus", "pcmu"],
    closeProtection: true,
    tokenRefreshMs: 30000,
    logLevel: "silent", // what matters is said on the page
  });
  made.audio.incoming(false); // the desk itself sounds an offer
  made.on("registered", () => { phoneCanRing(leads); if (!call) showReady(); });
  made.on("unregistered", () => { awayAt = Date.now(); phoneCanRing(false); if (!call && isReadyShown()) show("lost"); });
  made.on("tokenWillExpire", () => fetchToken().then((next) => made.updateToken(next)).catch(() => {})); // else tend()
  made.on("error", (fault) => { if (!call) complain(fault); });
  made.on("incoming", ring);
  return made;
}

function retire() {
  phoneCanRing(false);
  const old = device;
  device = null;
  old?.destroy();
}

/** Become a telephone, and stay one. */
async function tend() {
  if (!leads || call || tending) return;
  tending = true;
  try {
    const fault = await cannotHear();
    if (fault) {
      retire();
      if (!(fault === "asking" && panel.dataset.state === "missing")) show(fault);
    } else if (device && !isReady() && Date.now() - awayAt > PATIENCE_MS) {
      retire();
    } else if (!device) {
      await begin();
    } else if (isReady() && !call) {
      showReady(); // an error that has passed
    }
  } catch (fault) {
    complain(fault);
  } finally {
    tending = false;
  }
}

async function begin() {
  if (!["refused", "lost"].includes(panel.dataset.state)) show("connecting");
  if (Date.now() - awayAt < TEND_MS) return; // a carrier that refuses is not asked in a hurry
  awayAt = Date.now();
  const token = await fetchToken();
  if (!leads) return;
  device = makeDevice(token);
  device.register().catch(complain);
}

// ---- a call ---------------------------------------------------------------------------------------------

function ring(incoming) {
  if (!leads) return;
  call = incoming;
  show("ringing");
  refresh(); // the offer may not be on the page yet
  const mine = (work) => (...told) => { if (call === incoming) work(...told); };
  incoming.on("accept", mine(() => { look(); setTimeout(press, PRESS_MS, incoming, MOST_PRESSES); }));
  incoming.on("mute", mine(look));
  incoming.on("reconnecting", mine(() => show("reconnecting")));
  incoming.on("reconnected", mine(look));
  incoming.on("error", mine((fault) => {
    if (incoming.status() === "closed") over();
    complain(fault);
  }));
  for (const end of ["cancel", "reject", "disconnect"]) incoming.on(end, mine(over));
}

/** Say the 1 that takes the call, until the desk shows that it was heard. */
function press(answered, left) {
  if (call !== answered || answered.status() !== "open" || stage() !== "offer" || !left) return;
  answered.sendDigits("1");
  refresh();
  setTimeout(press, PRESS_MS, answered, left - 1);
}

function over() {
  call = null;
  refresh();
  showReady();
  if (!leads) retire();
}

/** Say what a call in the air has become: the desk knows when customer and agent talk. */
function look() {
  const mute = document.getElementById("mute");
  mute.setAttribute("aria-pressed", String(Boolean(call?.isMuted())));
  if (call?.status() !== "open") return;
  show(stage() === "offer" ? "answering" : call.isMuted() ? "muted" : "talking");
}

const DO = {
  accept: () => { if (call?.status() === "pending") { show("answering"); call.accept(); } },
  decline: () => { if (call?.status() === "pending") call.reject(); },
  mute: () => { if (call?.status() === "open") call.mute(!call.isMuted()); },
  hear: askForMicrophone,
};

document.addEventListener("click", ({ target }) => {
  const wanted = target.closest("[data-phone-do]");
  if (wanted) DO[wanted.dataset.phoneDo]();
  else if (target.closest(".duty")) askForMicrophone(); // whoever begins to work is asked then
});
document.addEventListener("htmx:after:swap", look);

hearOfLead((now) => {
  leads = now;
  if (leads) { awayAt = 0; tend(); }
  else if (!call) { retire(); showReady(); }
});
every(TEND_MS, tend);
