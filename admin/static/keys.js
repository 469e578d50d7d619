// The keyboard: ? shows the keys, / searches, g and a letter goes, arrows walk a list, Esc goes back, and a
// control with data-key answers to its own, one with data-row-key while the focus is in its row. Never while somebody types, never with Ctrl, Alt or Meta.

const GO_MS = 1500;
const dialog = document.getElementById("keys");
const single = () => localStorage.getItem("keys") !== "off"; // WCAG 2.1.4: single keys can be switched off
let goingUntil = 0;

const typing = (element) =>
  element.matches?.("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button])");

// A row of a table, or an entry of a list that is walked.
const rowOf = (element) => element.closest("tr, [data-walk] > li");

const walkable = () => [...document.querySelectorAll("[data-walk] a.open")];

function walk(step) {
  const rows = walkable();
  if (!rows.length) return false;
  const at = rows.indexOf(rowOf(document.activeElement)?.querySelector("a.open"));
  rows[Math.min(Math.max(at + step, 0), rows.length - 1)].focus();
  return true;
}

function press(selector) {
  const found = document.querySelector(selector);
  if (!found) return false;
  if (found.matches("input, textarea, select")) found.focus();
  else found.click();
  return true;
}

// Whoever works through a list by keyboard goes on with the next row when theirs is done and gone.
let rowAt = -1;
document.addEventListener("focusin", ({ target }) => {
  const row = target.closest("[data-walk] :is(tr, li)");
  rowAt = row ? walkable().findIndex((one) => row.contains(one)) : -1;
});
document.addEventListener("pointerdown", () => { rowAt = -1; });
document.addEventListener("htmx:after:swap", () => {
  if (rowAt >= 0 && document.activeElement === document.body) walkable()[Math.min(rowAt, walkable().length - 1)]?.focus();
});

function pressInRow(key) {
  const found = rowOf(document.activeElement)?.querySelector(`[data-row-key="${CSS.escape(key)}"]`);
  found?.click();
  return Boolean(found);
}

function answer(key) {
  if (goingUntil > Date.now()) {
    goingUntil = 0;
    return press(`[data-go="${CSS.escape(key)}"]`);
  }
  switch (key) {
    case "?": dialog?.showModal(); return true;
    case "/": return press("[data-search]");
    case "g": goingUntil = Date.now() + GO_MS; return true;
    case "n": return press("[data-note]");
    default: return pressInRow(key) || press(`[data-key="${CSS.escape(key)}"]`);
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || dialog?.open) return;
  const { key, target } = event;
  if (key === "Escape") {
    if (typing(target)) target.blur();
    else document.querySelector("[data-back]")?.click();
    return;
  }
  if (typing(target)) return;
  if (key === "ArrowDown" || key === "ArrowUp") {
    if (target.matches("input")) return; // arrows move between the choices of a group
    if (walk(key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    return;
  }
  if (key.length === 1 && single() && answer(key)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const opens = event.target.closest("[data-opens]");
  if (opens) document.getElementById(opens.dataset.opens).showModal();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-keys-switch]")) localStorage.setItem("keys", event.target.checked ? "on" : "off");
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});

const keysSwitch = document.querySelector("[data-keys-switch]");
if (keysSwitch) keysSwitch.checked = single();
