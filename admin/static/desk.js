// The desk: an offer rings and shows in the title, and never takes the focus; a note is never lost.

const RETRY_MS = 3000;
const desk = document.getElementById("desk");
const sound = new Audio(desk.dataset.sound);
const title = document.title;
let offered = document.getElementById("work").dataset;
let known = offered.stage === "offer" ? offered.work : "";

function look() {
  const work = document.getElementById("work").dataset;
  const offer = work.stage === "offer" ? work.work : "";
  document.title = offer ? `● ${work.title}` : title;
  if (offer && offer !== known) sound.play().catch(() => {}); // refused before the first click on the page
  known = offer;
}

document.addEventListener("htmx:after:swap", look);
look();

// Notes: the box says whether what is in it has been kept.
const stateOf = (note) => note.form.querySelector(".note-state");

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-note]")) event.target.dataset.unsaved = "";
});

document.addEventListener("htmx:after:request", (event) => {
  const note = event.detail.ctx.sourceElement;
  if (!note.matches?.("[data-note]")) return;
  if (event.detail.ctx.response.status < 400) delete note.dataset.unsaved;
});

function notKept(event) {
  const note = event.target;
  if (!note.matches?.("[data-note]")) return;
  note.dataset.unsaved = "";
  stateOf(note).textContent = stateOf(note).dataset.failed;
  setTimeout(() => note.dispatchEvent(new CustomEvent("save")), RETRY_MS);
}
document.addEventListener("htmx:error", notKept);
document.addEventListener("htmx:response:error", notKept);

// Leaving the box or the page: what is not kept yet goes at once.
const keep = () => document.querySelectorAll("[data-note][data-unsaved]").forEach((note) => note.dispatchEvent(new CustomEvent("save")));
document.addEventListener("focusout", (event) => { if (event.target.matches("[data-note]")) keep(); });
document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
addEventListener("beforeunload", (event) => { if (document.querySelector("[data-note][data-unsaved]")) event.preventDefault(); });
