// A rehearsed call: what was said last stays in sight, presses that come while one is under way wait for it, and
// Enter in a field presses the button beside it.

const form = document.getElementById("rehearsal");
const waiting = []; // each press sends all that were done before, so that none may overtake another
let busy = false;

const showLast = () => {
  const talk = document.getElementById("talk");
  if (talk) talk.scrollTop = talk.scrollHeight;
};

const goOn = () => {
  busy = false;
  if (!waiting.length) return;
  const wanted = waiting.shift();
  const button = [...form.elements].find((one) => one.name === "do" && one.value === wanted && !one.disabled);
  if (button) form.requestSubmit(button);
  else goOn();
};

form.addEventListener("submit", (event) => {
  if (event.submitter?.value === "ring") form.querySelectorAll(".keypad .btn").forEach((one) => { one.disabled = false; });
  if (!busy) {
    busy = true;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting.push(event.submitter?.value ?? "");
}, true);
form.addEventListener("htmx:after:swap", showLast);
form.addEventListener("htmx:finally:request", () => setTimeout(goOn));

form.addEventListener("keydown", (event) => {
  const button = event.key === "Enter" && document.getElementById(event.target.dataset?.enter);
  if (!button) return;
  event.preventDefault();
  button.click();
});

showLast();
