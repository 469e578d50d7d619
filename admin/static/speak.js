// A text is read aloud by the browser's own voice, and a sound goes as soon as it is chosen.

const state = () => document.querySelector(".save-state");
const word = (name) => document.querySelector(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? "";
const LARGEST = 5 * 1024 * 1024;

export function say(text) {
  if (state() && state().textContent !== text) state().textContent = text;
}

export function dress(root = document) {
  root.querySelectorAll("[data-plain]").forEach((one) => { one.hidden = true; });
  root.querySelectorAll("[data-speak]").forEach((one) => { one.hidden = !("speechSynthesis" in window); });
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-speak]");
  if (!button) return;
  const box = document.getElementById(button.dataset.speak);
  const text = box.value || box.parentElement.querySelector(".said")?.textContent || "";
  const voice = speechSynthesis.getVoices().find((one) => one.lang.toLowerCase().startsWith(box.lang));
  if (!voice) { say(word("no-voice")); return; }
  const words = new SpeechSynthesisUtterance(text);
  words.lang = voice.lang;
  words.voice = voice;
  speechSynthesis.cancel();
  speechSynthesis.speak(words);
});

// What was typed is safe before the page goes with the sound: whoever keeps it hands in `safe`.
let safe = async () => {};
export function keepFirst(work) { safe = work; }

document.addEventListener("change", async ({ target }) => {
  if (!target.matches("[data-sound]") || !target.files.length) return;
  if (target.files[0].size > LARGEST) { say(word("too-large")); target.value = ""; return; }
  await safe();
  target.form.requestSubmit(document.getElementById(target.dataset.sound)); // the button that sends it, if there is one
});

dress();
