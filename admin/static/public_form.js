// The form "we ring you back": solves its sum in the background once somebody begins to fill it in, and sends it
// when that is done and three seconds have passed, since the form takes nothing sooner.
const form = document.getElementById("ask");
const said = document.getElementById("sum");
const proof = form.elements.proof;
const SOONEST_MS = 3200;
const shown = performance.now();
let begun = false;
let wanted = false;

const say = (what) => {
  said.hidden = false;
  said.textContent = said.dataset[what];
};

const send = () => {
  const rest = SOONEST_MS - (performance.now() - shown);
  if (rest > 0) setTimeout(() => form.submit(), rest);
  else form.submit();
};

const begin = () => {
  if (begun || proof.value) return;
  begun = true;
  say("working");
  const worker = new Worker(form.dataset.worker);
  worker.onerror = () => say("failed");
  worker.onmessage = ({ data }) => {
    proof.value = data;
    worker.terminate();
    say("done");
    if (wanted) send();
  };
  worker.postMessage({ token: form.dataset.token, bits: Number(form.dataset.bits) });
};

form.addEventListener("focusin", begin);
form.addEventListener("pointerdown", begin);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (wanted) return;
  wanted = true;
  begin();
  if (proof.value) send();
  else say("waiting");
});
// Back from the next page the form is fresh; its sum may be spent.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
