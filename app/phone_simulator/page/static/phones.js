// Two telephones: what their screens show, what their buttons do.

import { byId, make, offer, say } from "./dom.js";
import { post } from "./wire.js";
import { word } from "./words.js";

const KEYS = [
  ["1", ""], ["2", "ABC"], ["3", "DEF"], ["4", "GHI"], ["5", "JKL"], ["6", "MNO"],
  ["7", "PQRS"], ["8", "TUV"], ["9", "WXYZ"], ["*", ""], ["0", "+"], ["#", ""],
];
const OWN = "own";
const E164 = /^\+[1-9]\d{6,14}$/;

class Handset {
  constructor(role, changed) {
    this.role = role;
    this.changed = changed;
    this.section = byId(role);
    this.body = this.section.querySelector(".handset");
    this.body.append(byId("handset-template").content.cloneNode(true));
    this.part = (name) => this.body.querySelector(`.${name}`);
    this.phone = null;
    this.typed = "";
    this.part("keypad").append(...KEYS.map(([digit, letters]) => this.key(digit, letters)));
    this.part("green").addEventListener("click", () => this.green());
    this.part("red").addEventListener("click", () => this.red());
    this.section.addEventListener("pointerdown", () => this.light());
    this.section.addEventListener("focusin", () => this.light());
  }

  key(digit, letters) {
    const button = make("button", { type: "button", "data-digit": digit }, digit, make("small", { text: letters }));
    button.addEventListener("click", () => this.press(digit));
    return button;
  }

  light() {
    for (const section of document.querySelectorAll(".desk")) section.classList.toggle("lit", section === this.section);
  }

  async wish(name, value = "", address = this.phone?.address) {
    this.trouble = "";
    try {
      await post("act", { address, wish: name, value });
    } catch (fault) {
      this.trouble = fault.message;
    }
    this.changed();
  }

  press(digit) {
    const button = this.body.querySelector(`[data-digit="${CSS.escape(digit)}"]`);
    button.classList.add("down");
    setTimeout(() => button.classList.remove("down"), 150);
    if (this.phone?.state !== "talking") return;
    this.typed = (this.typed + digit).slice(-14);
    this.wish("press", digit);
  }

  green() {
    if (this.phone?.state === "ringing") this.wish("answer");
    else if (this.role === "customer" && this.canDial()) this.dial();
  }

  red() {
    if (this.phone?.state === "ringing") this.wish("decline");
    else if (this.phone && this.phone.state !== "idle") this.wish("hang-up");
  }

  canDial() {
    return (!this.phone || this.phone.state === "idle") && byId("to").value !== "";
  }

  dial() {
    const own = byId("from").value === OWN;
    const address = own ? byId("own-number").value.replace(/[\s-]/g, "") : byId("from").value;
    const fault = byId("own-fault");
    fault.hidden = !own || E164.test(address);
    if (!fault.hidden) {
      fault.textContent = word("badNumber");
      byId("own-number").focus();
      return;
    }
    this.wanted = address;
    this.wish("dial", byId("to").value, address);
  }

  show(phone) {
    if (phone?.call !== this.phone?.call) this.typed = "";
    this.phone = phone;
    const state = phone?.state ?? "idle";
    for (const name of ["idle", "calling", "ringing", "talking"]) this.body.classList.toggle(name, name === state);
    say(this.part("state"), word(state));
    say(this.part("party"), phone?.party ?? phone?.address ?? "");
    say(this.part("timer"), state === "talking" ? minutes(phone.for_s) : "");
    say(this.part("last"), this.trouble || (phone?.music ? `♪ ${word("music")}` : phone?.last ?? ""));
    say(this.part("typed"), this.typed);
    const green = this.part("green");
    say(green, word(state === "ringing" || this.role === "agent" ? "answer" : "call"));
    green.disabled = !(state === "ringing" || (this.role === "customer" && this.canDial()));
    const red = this.part("red");
    say(red, word(state === "ringing" ? "decline" : "hangUp"));
    red.disabled = state === "idle";
    document.querySelector(`.jumps [href="#${this.role}"]`).classList.toggle("ringing", state === "ringing");
  }
}

function minutes(seconds) {
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}

// A telephone that rings comes into view by itself, unless the one in view is in use.
function inView(phones, address) {
  const shown = phones.find((phone) => phone.address === address) ?? phones[0];
  if (shown && shown.state !== "idle") return shown;
  return phones.find((phone) => phone.state === "ringing") ?? phones.find((phone) => phone.state === "talking") ?? shown;
}

const named = (phone) => [
  phone.address,
  `${phone.label}${phone.label === phone.address ? "" : ` ${phone.address}`}${phone.state === "idle" ? "" : ` · ${word(phone.state)}`}`,
];

export function setUpPhones(changed) {
  const customer = new Handset("customer", changed);
  const agent = new Handset("agent", changed);
  byId("from").addEventListener("change", () => {
    customer.wanted = byId("from").value;
    byId("own").hidden = customer.wanted !== OWN;
    if (customer.wanted === OWN) byId("own-number").focus();
    changed();
  });
  byId("whose").addEventListener("change", () => {
    agent.wanted = byId("whose").value;
    changed();
  });
  byId("own-number").addEventListener("keydown", (event) => {
    if (event.key === "Enter") customer.dial();
  });
  customer.light();

  function show(state) {
    const customers = state.phones.filter((phone) => phone.role === "customer");
    const agents = state.phones.filter((phone) => phone.role === "agent");
    const ringing = customers.find((phone) => phone.state === "ringing");
    const atOwn = customer.wanted === OWN && !ringing;
    const chosen = atOwn ? null : inView(customers, customer.wanted);
    customer.wanted = atOwn ? OWN : chosen?.address;
    offer(byId("from"), [...customers.map(named), [OWN, word("other")]], customer.wanted);
    byId("own").hidden = byId("from").value !== OWN;
    const numbers = state.numbers.map((each) => [each.number, `${each.label} ${each.label === each.number ? "" : each.number}`]);
    offer(byId("to"), numbers.length ? numbers : [["", word("noNumbers")]]);
    customer.show(chosen);
    const shown = inView(agents, agent.wanted);
    agent.wanted = shown?.address;
    offer(byId("whose"), agents.length ? agents.map(named) : [["", word("noAgents")]], agent.wanted);
    agent.show(shown);
  }
  return { customer, agent, show, lit: () => (agent.section.classList.contains("lit") ? agent : customer) };
}
