// What a phone lets one hear: the browser speaks what is said, hold music is three soft notes, a ring is a ring. Off at first.

const NOTES = [261.6, 329.6, 392.0, 329.6];
const NOTE_S = 0.9;
const SOFT = 0.03;

let on = false;
let audio = null;
let music = null;
let spokenFor = "";

export function soundIsOn() {
  return on;
}

export function setSound(wanted) {
  on = wanted;
  if (on) {
    audio ??= new AudioContext();
    audio.resume();
  } else {
    playMusic(false);
    globalThis.speechSynthesis?.cancel();
  }
}

// Speaks one bubble; a key press silences what is being said, as on a real line.
export function speak(entry) {
  if (!on || !globalThis.speechSynthesis) return;
  if (entry.kind === "pressed" || entry.call !== spokenFor) speechSynthesis.cancel();
  spokenFor = entry.call;
  if (entry.kind !== "said") return;
  const words = new SpeechSynthesisUtterance(entry.text);
  if (entry.language) words.lang = entry.language;
  speechSynthesis.speak(words);
}

function note(frequency, at, length) {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.type = "triangle";
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(SOFT, at + 0.08);
  volume.gain.linearRampToValueAtTime(0, at + length);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + length);
}

export function playMusic(wanted) {
  if (wanted && on && !music) {
    let step = 0;
    const next = () => note(NOTES[step++ % NOTES.length], audio.currentTime, NOTE_S * 1.6);
    next();
    music = setInterval(next, NOTE_S * 1000);
  } else if (!(wanted && on) && music) {
    clearInterval(music);
    music = null;
  }
}

let lastRing = 0;
export function ring() {
  if (!on || Date.now() - lastRing < 2500) return;
  lastRing = Date.now();
  for (const at of [0, 0.2, 0.4, 0.6]) note(at % 0.4 ? 660 : 880, audio.currentTime + at, 0.18);
}
