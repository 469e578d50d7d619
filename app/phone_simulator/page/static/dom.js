// The few things that the page asks of the document, in one place.

export const byId = (id) => document.getElementById(id);

// An element with classes, text and attributes. Text is always text, so what a customer says can never become markup.
export function make(name, { classes = "", text = null, ...attributes } = {}, ...children) {
  const element = document.createElement(name);
  if (classes) element.className = classes;
  if (text !== null) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// Changes text only where it differs, so that live rows do not flicker and selections survive.
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Brings a <select> to these choices, keeping what is chosen and never touching it while it is open.
export function offer(select, choices, chosen) {
  const wanted = JSON.stringify(choices);
  if (select.dataset.choices !== wanted && document.activeElement !== select) {
    const kept = chosen ?? select.value;
    select.replaceChildren(...choices.map(([value, text]) => make("option", { value, text })));
    select.value = kept;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
    select.dataset.choices = wanted;
  } else if (chosen !== undefined && select.value !== chosen && document.activeElement !== select) {
    select.value = chosen;
  }
}

export function clockTime(text, zone) {
  return new Date(text).toLocaleTimeString("en-GB", { timeZone: zone, hour12: false });
}
