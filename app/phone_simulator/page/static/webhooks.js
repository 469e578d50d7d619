// The timeline of requests between carrier and app, newest first, and what a click on one opens.

import { byId, clockTime, make, offer, say } from "./dom.js";
import { read } from "./wire.js";
import { word } from "./words.js";
import { detailOf } from "./request_detail.js";

const KEPT = 600;
const SHAPES = { fine: "✓", warning: "▲", fault: "✕", waiting: "…" };
const list = byId("requests");
const rows = new Map();
let held = [];
let zone = "UTC";

// A sid by its beginning and end, so that the path around it can be read.
const shortened = (path) => path.replace(/\b([A-Z]{2}[0-9a-f]{4})[0-9a-f]{24}([0-9a-f]{4})\b/g, "$1…$2");

function fits(row) {
  const call = byId("which-call").value;
  return (!call || row.call === call) && (!byId("only-faults").checked || row.verdict === "fault" || row.verdict === "warning");
}

function fill(item, row) {
  const [time, way, what, status, chip, ms] = item.firstElementChild.children;
  say(time, clockTime(row.at, zone));
  say(way, row.way === "to-app" ? "→" : "←");
  way.title = word(row.way === "to-app" ? "toApp" : "toCarrier");
  what.title = row.path;
  say(what.children[0], `${row.method} ${shortened(row.path)}`);
  say(what.children[1], `${row.kind} · ${way.title}`);
  say(status, row.status === null ? "" : row.status === 0 ? "—" : String(row.status));
  chip.className = `chip ${row.verdict}`;
  say(chip, `${SHAPES[row.verdict]} ${word(row.verdict)}`);
  say(ms, row.status === null ? "" : `${row.ms < 10 ? row.ms : Math.round(row.ms)} ms`);
  item.hidden = !fits(row);
}

function itemFor(row) {
  const button = make(
    "button",
    { type: "button", "aria-expanded": "false" },
    make("time"),
    make("span", { classes: "way" }),
    make("span", { classes: "what" }, make("span", { classes: "path" }), make("span", { classes: "kind" })),
    make("span", { classes: "status" }),
    make("span"),
    make("span", { classes: "ms" }),
  );
  button.addEventListener("click", () => toggle(item));
  const item = make("li", { classes: "request", "data-id": row.id }, button);
  fill(item, row);
  return item;
}

async function toggle(item) {
  const open = item.querySelector(".detail");
  item.classList.toggle("open", !open);
  item.firstElementChild.setAttribute("aria-expanded", String(!open));
  if (open) return open.remove();
  const box = make("div", { classes: "detail", text: "…" });
  item.append(box);
  try {
    box.replaceChildren(...detailOf(await read(`requests/${item.dataset.id}.json`)));
  } catch (fault) {
    box.textContent = fault.message;
  }
  return undefined;
}

// Nothing moves under the hand: while the list is scrolled, focused or open, new rows wait behind a button.
function inUse() {
  return list.scrollTop > 20 || list.contains(document.activeElement) || list.querySelector(".detail") !== null;
}

function letIn() {
  list.prepend(...held.reverse().map((row) => rows.get(row.id).item));
  held = [];
  while (list.childElementCount > KEPT) {
    rows.delete(list.lastElementChild.dataset.id);
    list.lastElementChild.remove();
  }
  tell();
}

function tell() {
  byId("newer").hidden = held.length === 0;
  say(byId("newer"), `${held.length} ${word("newer")}`);
  const seen = [...list.children].some((item) => !item.hidden);
  byId("requests-empty").hidden = seen || held.length > 0;
  say(byId("requests-empty"), word(list.childElementCount ? "noMatch" : "logEmpty"));
}

export function filterAgain() {
  for (const { item, row } of rows.values()) fill(item, row);
  tell();
}

export function forgetRequests() {
  rows.clear();
  held = [];
  list.replaceChildren();
}

export function addRequests(state) {
  zone = state.clock.zone;
  const calls = state.calls.map((call) => [call.sid, `${clockTime(call.at, zone)} ${call.from} → ${call.to}`]).reverse();
  offer(byId("which-call"), [["", word("allCalls")], ...calls]);
  for (const row of state.requests) {
    const known = rows.get(row.id);
    if (known) {
      known.row = row;
      fill(known.item, row);
    } else {
      rows.set(row.id, { row, item: itemFor(row) });
      held.push(row);
    }
  }
  if (held.length && !inUse()) letIn();
  tell();
}

export function walk(step) {
  const seen = [...list.children].filter((item) => !item.hidden);
  const at = seen.findIndex((item) => item.contains(document.activeElement));
  seen[Math.max(0, Math.min(seen.length - 1, at + step))]?.firstElementChild.focus();
}

export function closeOpen() {
  const item = list.querySelector(".request.open");
  if (!item) return false;
  toggle(item);
  item.firstElementChild.focus();
  return true;
}

byId("newer").addEventListener("click", () => {
  letIn();
  list.scrollTop = 0;
});
byId("which-call").addEventListener("change", filterAgain);
byId("only-faults").addEventListener("change", filterAgain);
