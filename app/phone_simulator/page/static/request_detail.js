// One request whole: verdicts first, then what was sent, then what came back.

import { make } from "./dom.js";
import { showDocument } from "./twiml.js";
import { word } from "./words.js";

// What every webhook carries. The rest tells what this one is about, so it comes first.
const COMMON = /^(AccountSid|ApiVersion|CallToken|StirVerstat|Direction|(Called|Caller|From|To)(City|State|Zip|Country)?|Called|Caller)$/;
const CLASS_OF = { ok: "fine", warning: "warning", error: "fault" };

function verdicts(request) {
  const found = request.verdicts.map((verdict) =>
    make("li", { classes: CLASS_OF[verdict.level], text: `${verdict.code ? `${verdict.code}: ` : ""}${verdict.message}` }),
  );
  if (request.status === 0) found.push(make("li", { classes: "fault", text: `${word("noAnswer")}: ${request.answer}` }));
  if (!found.length) found.push(make("li", { classes: "fine", text: `✓ ${word("verdictFine")}` }));
  return make("ul", { classes: "verdicts" }, ...found);
}

function table(pairs) {
  const body = make("tbody");
  for (const [name, value] of pairs) {
    const classes = COMMON.test(name) ? "" : "special";
    body.append(make("tr", { classes }, make("th", { text: name, scope: "row" }), make("td", { text: value })));
  }
  return make("table", {}, body);
}

function folded(title, content) {
  return make("details", {}, make("summary", { text: title }), content);
}

function parameters(request) {
  const filled = request.params.filter(([, value]) => value !== "");
  filled.sort(([one], [other]) => COMMON.test(one) - COMMON.test(other));
  const blank = request.params.filter(([, value]) => value === "");
  const parts = [make("h3", { text: `${word("parameters")} (${filled.length})` })];
  if (filled.length) parts.push(table(filled));
  if (blank.length) {
    const names = make("p", { classes: "url", text: blank.map(([name]) => name).join(", ") });
    parts.push(folded(`${word("blankParameters")} (${blank.length})`, names));
  }
  return parts;
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function asCurl(request) {
  const headers = request.headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const form = request.method === "GET" ? [] : request.params.map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`);
  const url = request.url.startsWith("/") ? location.origin + request.url : request.url;
  return ["curl", `-X ${request.method}`, quoted(url), ...headers, ...form].join(" \\\n  ");
}

function copyButton(name, text) {
  const button = make("button", { type: "button", text: word(name) });
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text());
    button.textContent = `✓ ${word("copied")}`;
    setTimeout(() => (button.textContent = word(name)), 1500);
  });
  return button;
}

export function detailOf(request) {
  const sent = `${request.method} ${request.url}`;
  const came = request.status ? `${request.status} ${request.content_type} · ${request.ms} ms` : word("noAnswer");
  const parts = [
    make("h3", { text: word("verdicts") }),
    verdicts(request),
    make("h3", { text: `${word("request")} · ${request.kind}${request.attempt > 1 ? ` · ${word("attempt")} ${request.attempt}` : ""}` }),
    make("p", { classes: "url", text: sent }),
    ...parameters(request),
  ];
  if (request.headers.length) parts.push(folded(`${word("headers")} (${request.headers.length})`, table(request.headers)));
  parts.push(make("h3", { text: `${word("response")} · ${came}` }));
  parts.push(request.answer ? showDocument(request.answer) : make("p", { text: word("nothing") }));
  const copies = make("p", { classes: "copies" });
  copies.append(copyButton("copyCurl", () => asCurl(request)), copyButton("copyJson", () => JSON.stringify(request, null, 2)));
  parts.push(copies);
  return parts;
}
