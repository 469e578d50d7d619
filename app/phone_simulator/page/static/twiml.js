// TwiML as a person reads it: one element a line, indented, names and values in their own colours.

import { make } from "./dom.js";

const WIDE = 100;

function attributesOf(element) {
  return [...element.attributes].flatMap((attribute) => [
    " ",
    make("span", { classes: "xml-attr", text: attribute.name }),
    "=",
    make("span", { classes: "xml-value", text: `"${attribute.value}"` }),
  ]);
}

function lines(node, depth, out) {
  const indent = "  ".repeat(depth);
  if (node.nodeType === Node.COMMENT_NODE) return out.append(`${indent}<!--${node.data}-->\n`);
  if (node.nodeType !== Node.ELEMENT_NODE) {
    const text = node.textContent.trim();
    if (text) out.append(`${indent}${text}\n`);
    return undefined;
  }
  const name = () => make("span", { classes: "xml-name", text: node.nodeName });
  out.append(`${indent}<`, name(), ...attributesOf(node));
  const parts = [...node.childNodes].filter((part) => part.nodeType !== Node.TEXT_NODE || part.textContent.trim());
  if (!parts.length) return out.append("/>\n");
  const short = parts.length === 1 && parts[0].nodeType === Node.TEXT_NODE && parts[0].textContent.length < WIDE;
  if (short) return out.append(">", parts[0].textContent.trim(), "</", name(), ">\n");
  out.append(">\n");
  parts.forEach((part) => lines(part, depth + 1, out));
  return out.append(`${indent}</`, name(), ">\n");
}

export function showDocument(text) {
  const pre = make("pre", { tabindex: "0" });
  const parsed = new DOMParser().parseFromString(text, "application/xml");
  if (!text.trimStart().startsWith("<") || parsed.querySelector("parsererror")) {
    pre.textContent = readable(text);
  } else {
    lines(parsed.documentElement, 0, pre);
  }
  return pre;
}

function readable(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
