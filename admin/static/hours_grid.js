// The week as a grid of half-hours over the fields of its days: painted by dragging, or by arrow keys and Space.
// The fields are what is sent and stay the truth; the grid reads them and writes them.

const DAY = 1440;
const HALF = 30;
const LONGEST_NIGHT = 12 * 60; // longer ones are refused: a slip of the finger
const COLUMNS = DAY / HALF;
const TIME = String.raw`(\d{1,2})(?:[:.]([0-5]\d))?`;
const SPAN = new RegExp(`^${TIME}\\s*(?:-|–|—|to)\\s*${TIME}$`);

const grid = document.getElementById("week-grid");
const fields = [...document.querySelectorAll("[data-day]")];
const typed = fields.map(() => []); // what each field says, or said before it could not be read
let week = fields.map(() => []); // week[day]: spans until midnight; what a night holds after it lies on the next day
const narrow = matchMedia("(max-width: 48rem)");
const cells = []; // cells[day][column]
let drag = null; // where it began, whether it opens, and the week as it was
let anchor = null; // where Shift with arrows began

const clock = (minute) => minute > DAY ? clock(minute - DAY) : `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
const written = (spans) => spans.map(([start, end]) => `${clock(start)}-${clock(end)}`).join(", ");

// Spans of minutes, those of a night beyond the end of the day; nothing where it cannot be read.
function read(text) {
  const plain = text.trim().toLowerCase();
  if (!plain || plain === "off" || plain === "closed") return [];
  const spans = [];
  for (const piece of plain.split(/[,;]/)) {
    if (!piece.trim()) continue;
    const found = SPAN.exec(piece.trim());
    if (!found) return null;
    const [start, end] = [1, 3].map((at) => Number(found[at]) * 60 + Number(found[at + 1] ?? 0));
    if (start >= DAY || end > DAY || start === end) return null;
    const until = end > start ? end : end + DAY;
    if (until > DAY && until - start > LONGEST_NIGHT) return null;
    spans.push([start, until]);
  }
  return joined(spans);
}

function joined(spans) {
  const found = [];
  for (const [start, end] of [...spans].sort((one, two) => one[0] - two[0])) {
    const last = found.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else if (start < end) found.push([start, end]);
  }
  return found;
}

const without = (spans, from, until) =>
  spans.flatMap(([start, end]) => [[start, Math.min(end, from)], [Math.max(start, until), end]]).filter(([start, end]) => start < end);
const painted = (spans, from, until, open) => (open ? joined([...spans, [from, until]]) : without(spans, from, until));
const openMinutes = (spans, from) =>
  spans.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, from + HALF) - Math.max(start, from)), 0);
const isOpen = (day, column) => openMinutes(week[day], column * HALF) > 0;

function element(role, className, text = "") {
  const made = document.createElement("span");
  made.setAttribute("role", role);
  made.className = className;
  made.textContent = text;
  return made;
}

function build() {
  const names = fields.map((field) => document.querySelector(`label[for="${field.id}"]`).textContent.trim());
  grid.setAttribute("role", "grid");
  grid.setAttribute("aria-label", grid.dataset.label);
  const head = element("row", "wg-row");
  head.append(element("columnheader", "wg-name", "h"));
  for (let hour = 0; hour < 24; hour += 2) {
    const shown = element("columnheader", "wg-hour", String(hour));
    shown.setAttribute("aria-colspan", "4");
    head.append(shown);
  }
  grid.append(head);
  names.forEach((name, day) => {
    const row = element("row", "wg-row");
    const label = element("rowheader", "wg-name", name.slice(0, narrow.matches ? 2 : 3));
    label.setAttribute("aria-label", name);
    row.append(label);
    cells[day] = [];
    for (let column = 0; column < COLUMNS; column += 1) {
      const cell = element("gridcell", "wg-cell");
      Object.assign(cell.dataset, { row: day, column, name: `${name} ${clock(column * HALF)}` });
      cell.tabIndex = -1;
      cells[day].push(cell);
      row.append(cell);
    }
    grid.append(row);
  });
  cells[0][18].tabIndex = 0;
}

function draw(day) {
  cells[day].forEach((cell, column) => {
    const open = openMinutes(week[day], column * HALF);
    const words = open === HALF ? grid.dataset.open : open ? grid.dataset.partly : grid.dataset.closed;
    cell.classList.toggle("on", open === HALF);
    cell.classList.toggle("part", open > 0 && open < HALF);
    cell.setAttribute("aria-selected", String(open > 0));
    cell.setAttribute("aria-label", `${cell.dataset.name}, ${words}`);
  });
}

// The days as the fields show them: a night stands whole at the day on which it begins.
function withNights() {
  const shown = week.map((spans) => [...spans]);
  week.forEach((spans, day) => {
    const next = (day + 1) % week.length;
    const [last, first] = [spans.at(-1), week[next][0]];
    if (!last || !first || last[1] < DAY || first[0] > 0 || DAY - last[0] + first[1] > LONGEST_NIGHT) return;
    shown[day].splice(-1, 1, [last[0], DAY + first[1]]);
    shown[next].shift();
  });
  return shown;
}

function show(days) {
  week = days;
  withNights().forEach((spans, day) => {
    typed[day] = spans;
    fields[day].value = written(spans);
    fields[day].removeAttribute("aria-invalid");
    draw(day);
  });
}

const put = (day, spans) => show(week.map((before, one) => (one === day ? spans : before)));

// The week that the fields mean.
function readFields() {
  const days = fields.map(() => []);
  fields.forEach((field, day) => {
    const spans = read(field.value);
    if (spans) field.removeAttribute("aria-invalid");
    else field.setAttribute("aria-invalid", "true");
    typed[day] = spans ?? typed[day];
    days[day].push(...typed[day].map(([start, end]) => [start, Math.min(end, DAY)]));
    days[(day + 1) % days.length].push(...typed[day].filter(([, end]) => end > DAY).map(([, end]) => [0, end - DAY]));
  });
  week = days.map(joined);
  week.forEach((_, day) => draw(day));
}

const tell = () => fields[0].dispatchEvent(new Event("input", { bubbles: true }));

// Every cell between two corners, from the week as it was when the painting began.
function paint(from, to, open, before) {
  const days = [from.row, to.row].map(Number).sort((one, two) => one - two);
  const columns = [from.column, to.column].map(Number).sort((one, two) => one - two);
  show(before.map((spans, day) => {
    const inside = day >= days[0] && day <= days[1];
    return inside ? painted(spans, columns[0] * HALF, (columns[1] + 1) * HALF, open) : spans;
  }));
}

function focus(cell) {
  grid.querySelector('[tabindex="0"]').tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
}

grid.addEventListener("pointerdown", (event) => {
  const cell = event.target.closest(".wg-cell");
  if (!cell || event.button > 0) return;
  event.preventDefault();
  focus(cell);
  drag = { from: cell.dataset, open: !isOpen(cell.dataset.row, cell.dataset.column), before: week };
  paint(drag.from, cell.dataset, drag.open, drag.before);
  if (event.pointerType === "touch") { // a finger that moves scrolls the page
    drag = null;
    tell();
  }
});

document.addEventListener("pointermove", (event) => {
  const cell = drag && document.elementFromPoint(event.clientX, event.clientY)?.closest(".wg-cell");
  if (cell) paint(drag.from, cell.dataset, drag.open, drag.before);
});

for (const ends of ["pointerup", "pointercancel"]) {
  document.addEventListener(ends, () => {
    if (drag) tell();
    drag = null;
  });
}

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function neighbour({ row, column }, key) {
  if (key === "Home" || key === "End") return cells[row][key === "Home" ? 0 : COLUMNS - 1];
  const [down, right] = narrow.matches ? [...STEPS[key]].reverse() : STEPS[key];
  return cells[Number(row) + down]?.[Number(column) + right];
}

grid.addEventListener("keydown", (event) => {
  const { key, target, shiftKey } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || !target.matches(".wg-cell")) return;
  const { row, column } = target.dataset;
  if (key === " ") {
    put(Number(row), painted(week[row], column * HALF, (Number(column) + 1) * HALF, !isOpen(row, column)));
    tell();
  } else if (key in STEPS || key === "Home" || key === "End") {
    const to = neighbour(target.dataset, key);
    if (to && shiftKey) {
      anchor ??= { from: target.dataset, open: isOpen(row, column), before: week };
      paint(anchor.from, to.dataset, anchor.open, anchor.before);
      tell();
    }
    if (to) focus(to);
  } else return;
  event.preventDefault();
  event.stopPropagation();
});

grid.addEventListener("keyup", ({ key }) => {
  if (key === "Shift") anchor = null;
});

for (const field of fields) {
  field.addEventListener("input", (event) => {
    if (event.isTrusted) readFields();
  });
}

for (const button of document.querySelectorAll("[data-copy-day]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    fields[button.dataset.copyDay].value = fields[button.dataset.copyDay - 1].value;
    readFields();
    tell();
  });
}

build();
readFields();
