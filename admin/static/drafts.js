// Notes are never lost: what is typed is saved at once, tried again while the house is away, and kept in the tab
// until it has been saved, so that a reload brings it back, and a call that comes in between does no harm.

const RETRY_MS = 3000;
const KEPT = "draft:";
const address = document.getElementById("desk").dataset.notes;
const headers = JSON.parse(document.body.getAttribute("hx-headers:inherited"));
const sent = new WeakMap(); // box -> the text that is on its way

const boxes = (which = "") => [...document.querySelectorAll(`[data-note]${which}`)];
const isNote = (element) => element?.matches?.("[data-note]");
const save = (note) => note.dispatchEvent(new CustomEvent("save"));
const filled = (note) => new URLSearchParams(new FormData(note.form)).toString();
const post = (body) => fetch(address, { method: "POST", headers, body: new URLSearchParams(body), keepalive: true });

document.addEventListener("input", ({ target }) => {
  if (!isNote(target)) return;
  target.dataset.unsaved = "";
  sessionStorage.setItem(KEPT + target.id, filled(target));
});

document.addEventListener("htmx:before:request", ({ detail }) => {
  const note = detail.ctx.sourceElement;
  if (isNote(note)) sent.set(note, note.value);
});

document.addEventListener("htmx:after:request", ({ detail }) => {
  const note = detail.ctx.sourceElement;
  if (!isNote(note) || detail.ctx.response.status >= 400 || sent.get(note) !== note.value) return;
  delete note.dataset.unsaved;
  delete note.dataset.refused;
  sessionStorage.removeItem(KEPT + note.id);
});

function notKept({ target: note }) {
  if (!isNote(note)) return;
  note.dataset.unsaved = note.dataset.refused = "";
  const state = note.form.querySelector(".note-state");
  state.textContent = state.dataset.failed;
  setTimeout(() => save(note), RETRY_MS);
}
document.addEventListener("htmx:error", notKept);
document.addEventListener("htmx:response:error", notKept);

function bringBack(note, draft) {
  if (draft === filled(note)) { sessionStorage.removeItem(KEPT + note.id); return; }
  note.value = new URLSearchParams(draft).get("note");
  note.dataset.unsaved = "";
  save(note);
}

// A draft whose box is here stands in it again after a reload; one whose call has gone is sent as it is.
function lookAtDrafts() {
  for (const key of Object.keys(sessionStorage).filter((one) => one.startsWith(KEPT))) {
    const draft = sessionStorage.getItem(key);
    const note = document.getElementById(key.slice(KEPT.length));
    if (note && !note.matches("[data-unsaved]")) bringBack(note, draft);
    if (note) continue;
    post(draft).then((answer) => { if (answer.status < 500) sessionStorage.removeItem(key); }).catch(() => {});
  }
}
document.addEventListener("htmx:after:swap", lookAtDrafts);
addEventListener("load", lookAtDrafts);

// Leaving the box or the page: what is not kept yet goes at once.
const keep = () => boxes("[data-unsaved]").forEach(save);
document.addEventListener("focusout", ({ target }) => { if (isNote(target)) keep(); });
document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
addEventListener("pagehide", () => boxes("[data-unsaved]").forEach((note) => post(filled(note)).catch(() => {})));
addEventListener("beforeunload", (event) => { if (boxes("[data-refused]").length) event.preventDefault(); });
