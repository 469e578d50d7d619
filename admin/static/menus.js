// The menu editor: what is typed is saved at once in the draft, one request after the other; faults, tree and
// sentences follow while the hand stays where it is. Without this script the forms work by their buttons.

import { dress, keepFirst, say } from "./speak.js";

const SAVE_MS = 400;
const RETRY_MS = 3000;

const bench = document.getElementById("menus");
const inForm = (element) => element?.closest?.("[data-menu-form]");
let timer = null;
let running = null; // the request under way
let unsaved = false;

function prepare() {
  dress(bench);
  const held = bench.querySelector("[data-held] [data-plain]"); // what somebody else has changed waits for a word
  if (held) held.hidden = false;
}

// The focus stays on the same link or button when the part around it is put in place of the old one.
function replace(old, part) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(part);
  if (!focused) return;
  const href = focused.getAttribute("href");
  const same = [...part.querySelectorAll("a, button")].find((one) => (href ? one.getAttribute("href") === href : one.textContent === focused.textContent));
  same?.focus();
}

function put(answer, whole) {
  for (const part of answer.querySelectorAll("[data-part]")) {
    if (part.dataset.part !== "step" || whole) replace(document.getElementById(part.id), part);
  }
  if (whole) { prepare(); return; }
  for (const fresh of answer.querySelectorAll("#menu-step [data-fresh]")) {
    const old = document.getElementById(fresh.id);
    if (old && old.innerHTML !== fresh.innerHTML) old.innerHTML = fresh.innerHTML;
  }
  const seen = answer.querySelector("[name=seen]");
  const own = bench.querySelector("[data-menu-form] [name=seen]");
  if (seen && own) own.value = seen.value;
}

async function send(form, act) {
  const body = new FormData(form);
  if (act) body.set("do", act);
  unsaved = false;
  say(bench.dataset.saving);
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body), headers: { "HX-Request": "true" } });
  if (answer.status === 401) { location.href = bench.dataset.signIn; return; }
  if (answer.status >= 500) throw new Error("away");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.getElementById("menu-step")) { location.reload(); return; }
  const rows = (root) => root.querySelectorAll("[data-key-row]").length;
  const made = [...form.querySelectorAll("select")].some((one) => one.value === "new");
  const whole = Boolean(act) || made || answer.status === 409 || rows(page) !== rows(form);
  const focus = page.getElementById("menu-step").dataset.focus;
  put(page, whole);
  if (focus) document.getElementById(focus)?.focus();
  say("");
}

// One at a time: the next one carries the mark that the last one answered with.
async function save(act = "") {
  clearTimeout(timer);
  while (running) await running;
  const form = bench.querySelector("[data-menu-form]");
  if (!form || (form.matches("[data-held]") && !act)) return;
  running = send(form, act).catch(() => {
    unsaved = true;
    say(bench.dataset.lost);
    timer = setTimeout(() => save(act), RETRY_MS);
  });
  await running;
  running = null;
}

bench.addEventListener("input", ({ target }) => {
  if (!inForm(target) || target.type === "file") return;
  unsaved = true;
  clearTimeout(timer);
  timer = setTimeout(save, target.matches("select") ? 0 : SAVE_MS);
});

bench.addEventListener("submit", (event) => {
  const form = inForm(event.target);
  const button = event.submitter;
  if (!form || button?.hasAttribute("formaction") || form.matches("[data-held]")) return;
  event.preventDefault();
  save(button?.name === "do" ? button.value : "");
});

keepFirst(() => (unsaved ? save() : undefined)); // before a sound takes the page along

// Arrows walk the tree; with Alt they move the key in whose row the focus is.
bench.addEventListener("keydown", (event) => {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step) return;
  const row = event.target.closest("[data-key-row]");
  if (event.altKey && row) {
    event.preventDefault();
    document.getElementById(`${step < 0 ? "up" : "down"}-${row.dataset.keyRow}`)?.click();
    return;
  }
  const links = [...bench.querySelectorAll("#menu-tree a")];
  const at = links.indexOf(event.target);
  if (at < 0) return;
  event.preventDefault();
  links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
});

// A key is dragged by its handle to another place.
let dragged = null;
bench.addEventListener("dragstart", (event) => {
  const row = event.target.closest?.("[data-key-row]");
  if (!row) return;
  dragged = row;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setDragImage(row, 10, 10);
});
bench.addEventListener("dragover", (event) => {
  const row = event.target.closest("[data-key-row]");
  if (!dragged || !row) return;
  event.preventDefault();
  bench.querySelectorAll(".drop-here").forEach((one) => one.classList.remove("drop-here"));
  row.classList.add("drop-here");
});
bench.addEventListener("drop", (event) => {
  const row = event.target.closest("[data-key-row]");
  if (!dragged || !row) return;
  event.preventDefault();
  save(`move:${dragged.dataset.keyRow}:${row.dataset.keyRow}`);
});
bench.addEventListener("dragend", () => {
  dragged = null;
  bench.querySelectorAll(".drop-here").forEach((one) => one.classList.remove("drop-here"));
});

// Whoever leaves takes nothing unsaved along.
addEventListener("pagehide", () => {
  const form = bench.querySelector("[data-menu-form]");
  if (unsaved && form) fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true }).catch(() => {});
});

prepare();
