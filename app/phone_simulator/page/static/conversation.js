// What is heard and pressed on both phones, as bubbles in one line of time.

import { byId, clockTime, make } from "./dom.js";
import { word } from "./words.js";

const KEPT = 400;
const list = byId("bubbles");

byId("clear").addEventListener("click", () => {
  list.replaceChildren();
  tell();
});

function tell() {
  byId("bubbles-empty").hidden = list.childElementCount > 0;
}

function bubble(entry, zone) {
  const margin = make(
    "p",
    { classes: "margin" },
    make("span", { classes: "verb", text: entry.verb }),
    make("time", { text: clockTime(entry.at, zone), datetime: entry.at }),
    make("span", { text: entry.label }),
  );
  const place = { classes: `bubble ${entry.side} ${entry.kind}` };
  if (entry.kind === "event") {
    if (entry.text) margin.append(make("span", { classes: "note", text: `· ${entry.text}` }));
    return make("li", place, margin);
  }
  if (entry.kind === "text") margin.prepend(make("span", { text: "✉", "aria-hidden": "true" }));
  const words = entry.kind === "music" ? `♪ ${entry.text || word("music")}` : entry.text;
  const box = make("p", { classes: "words", text: words });
  if (entry.language) box.lang = entry.language;
  return make("li", place, margin, box);
}

export function addBubbles(entries, zone) {
  if (!entries.length) return;
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  list.append(...entries.map((entry) => bubble(entry, zone)));
  while (list.childElementCount > KEPT) list.firstElementChild.remove();
  if (atEnd) list.scrollTop = list.scrollHeight;
  tell();
}
