// The page put together: one read fans out to phones, conversation, webhooks and clock; keys come in here.

import { addBubbles } from "./conversation.js";
import { byId, clockTime, say } from "./dom.js";
import { setUpPhones } from "./phones.js";
import { playMusic, ring, setSound, soundIsOn, speak } from "./sound.js";
import { addRequests, closeOpen, filterAgain, forgetRequests, walk } from "./webhooks.js";
import { follow, post } from "./wire.js";
import { choose, language, translate, word } from "./words.js";

const MOVED_FROM_S = 90;
let again = () => {};
let run = "";
let latest = null;

translate();
byId("language").value = language();
const phones = setUpPhones(() => again());

function showClock(clock) {
  say(byId("clock-time"), clockTime(clock.at, clock.zone));
  byId("clock-time").dateTime = clock.at;
  const day = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: clock.zone };
  say(byId("clock-day"), new Date(clock.at).toLocaleDateString(language() === "en" ? "en-GB" : language(), day));
  const moved = Math.abs(clock.offset_s) > MOVED_FROM_S;
  byId("clock-moved").hidden = !moved;
  if (moved) say(byId("clock-moved"), `${word("moved")} ${span(clock.offset_s)}`);
}

function span(seconds) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const parts = [[Math.floor(minutes / 1440), "d"], [Math.floor((minutes % 1440) / 60), "h"], [minutes % 60, "min"]];
  return (seconds < 0 ? "−" : "+") + parts.filter(([count]) => count).map(([count, unit]) => `${count} ${unit}`).join(" ");
}

function show(state) {
  latest = state;
  if (run && run !== state.run) forgetRequests();
  const first = run !== state.run;
  run = state.run;
  showClock(state.clock);
  phones.show(state);
  addBubbles(state.bubbles, state.clock.zone);
  addRequests(state);
  if (!first) state.bubbles.forEach(speak);
  const live = [phones.customer.phone, phones.agent.phone];
  playMusic(live.some((phone) => phone?.state === "talking" && phone.music));
  const ringing = live.find((phone) => phone?.state === "ringing");
  if (ringing) ring();
  document.title = ringing ? `☎ ${word("ringing")}: ${ringing.label}` : word("title");
}

function lost(since) {
  byId("connection").hidden = since === null;
  if (since) say(byId("connection"), `⚠ ${word("lost")} ${since.toLocaleTimeString("en-GB", { hour12: false })}`);
}

function toggleSound() {
  setSound(!soundIsOn());
  byId("sound").setAttribute("aria-pressed", String(soundIsOn()));
  byId("sound").dataset.word = soundIsOn() ? "soundOn" : "soundOff";
  say(byId("sound"), word(byId("sound").dataset.word));
}

for (const button of document.querySelectorAll("[data-move]")) {
  button.addEventListener("click", async () => {
    await post("clock", { to: button.dataset.move });
    again();
  });
}
byId("sound").addEventListener("click", toggleSound);
byId("help").addEventListener("click", () => byId("keys").showModal());
byId("language").addEventListener("change", () => {
  choose(byId("language").value);
  byId("sound").textContent = word(byId("sound").dataset.word);
  if (latest) show({ ...latest, bubbles: [], requests: [] });
  filterAgain();
});

byId("speak").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = byId("words").value.trim();
  if (words) phones.lit().wish("speak", words);
  byId("words").value = "";
});

const KEYS = {
  c: () => byId("customer").focus(),
  a: () => byId("agent").focus(),
  g: () => phones.lit().green(),
  h: () => phones.lit().red(),
  w: () => walk(1),
  t: () => byId("words").focus(),
  s: toggleSound,
  "/": () => byId("which-call").focus(),
  "?": () => byId("keys").showModal(),
  ArrowDown: () => byId("webhooks").contains(document.activeElement) && walk(1),
  ArrowUp: () => byId("webhooks").contains(document.activeElement) && walk(-1),
  Escape: closeOpen,
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox]), select") || byId("keys").open;
  if (typing && event.key === "Escape") event.target.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^[0-9*#]$/.test(event.key)) {
    event.preventDefault();
    phones.lit().press(event.key);
    return;
  }
  const act = KEYS[event.key];
  if (!act) return;
  if (act() !== false && event.key !== "Escape") event.preventDefault();
});

again = follow(show, lost);
