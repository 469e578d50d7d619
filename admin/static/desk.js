// The desk: an offer rings and shows in the title, and never takes the focus.

import "./drafts.js";
import { rings } from "./presence.js";

const desk = document.getElementById("desk");
const sound = new Audio(desk.dataset.sound);
const title = document.title;
const offered = () => {
  const work = document.getElementById("work").dataset;
  return work.stage === "offer" ? work : null;
};
let known = offered()?.work;

function look() {
  const offer = offered();
  document.title = offer ? `● ${offer.title}` : title;
  if (offer && offer.work !== known && rings()) sound.play().catch(() => {}); // refused before the first click
  known = offer?.work;
}

document.addEventListener("htmx:after:swap", look);
look();

// A list to choose from: arrows walk it, Esc closes it and goes back to where it was opened. It stays open while
// the desk is renewed around it (morphIgnore in base.html).
const listAround = (element) => element.closest?.("details.pick[open]");

document.addEventListener("click", ({ target }) => {
  const opener = target.closest("details.pick > summary");
  document.querySelectorAll("details.pick[open]").forEach((one) => { if (!one.contains(target)) one.open = false; });
  opener?.focus(); // also when its key opened it: the arrows go on from here
});

document.addEventListener("keydown", (event) => {
  const list = listAround(event.target);
  if (!list || event.ctrlKey || event.altKey || event.metaKey) return;
  const stops = [list.querySelector("summary"), ...list.querySelectorAll("button:not(:disabled)")];
  const at = stops.indexOf(event.target);
  if (event.key === "Escape") { list.open = false; stops[0].focus(); }
  else if (event.key === "ArrowDown") stops[Math.min(at + 1, stops.length - 1)].focus();
  else if (event.key === "ArrowUp") stops[Math.max(at - 1, 0)].focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);
