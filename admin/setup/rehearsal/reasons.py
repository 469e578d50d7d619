"""Why the line did what it did, as a person reads it: each rule one sentence, with where it is written down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from admin import wording
from admin.languages import N_, gettext, here
from admin.words import word
from call_routing.because import Because, Fact, Rule
from ticket_store.line import Line, nearest

# The sentence, and the heading of docs/rules.md that says more.
SENTENCES: Mapping[Rule, tuple[str, str]] = {
    Rule.TO_MENU: (N_("%(number)s opens the menu %(menu)s"), "menus"),
    Rule.TO_DEPARTMENT: (N_("%(number)s leads straight to: %(department)s"), "menus"),
    Rule.UNKNOWN_NUMBER: (N_("%(number)s is not a number of this line; the first one answers"), "menus"),
    Rule.CUSTOMERS_LANGUAGE: (N_("language of an earlier call: %(language)s"), "menus"),
    Rule.BLOCKED: (N_("the customer is blocked"), "menus"),
    Rule.AGENTS_PHONE: (N_("an agent's telephone: the PIN is asked for"), "status-by-telephone-and-text"),
    Rule.INCIDENT: (N_("an incident is told until %(until)s"), "incident"),
    Rule.PROMISE_OPEN: (N_("a call back is promised already: %(window)s"), "calling-again"),
    Rule.KEPT_PLACE: (N_("the place of the call before is kept: %(department)s"), "calling-again"),
    Rule.OWN_CASE: (N_("there is an open case: %(department)s"), "calling-again"),
    Rule.KEY: (N_("key %(key)s: %(target)s"), "menus"),
    Rule.NO_MATCH: (N_("nothing is on key %(key)s: try %(tried)s of %(times)s"), "menus"),
    Rule.NO_INPUT: (N_("no key was pressed: try %(tried)s of %(times)s"), "menus"),
    Rule.ORDER_STATUS_AWAY: (N_("orders cannot be told yet; on to: %(department)s"), "menus"),
    Rule.CLOSED: (N_("closed: %(cause)s; opens %(opens)s"), "open-or-closed"),
    Rule.NOBODY_ON_DUTY: (N_("nobody is on duty: %(department)s"), "overflow"),
    Rule.QUEUE_FULL: (N_("the queue is full: %(waiting)s wait, the most is %(most)s"), "overflow"),
    Rule.LAST_CALL: (N_("expected wait %(expected)s, but closing is at %(closes)s"), "last-call"),
    Rule.MAY_WAIT: (
        N_("may wait: %(ahead)s ahead, %(staffed)s on duty, expected wait %(expected)s"),
        "expected-wait",
    ),
    Rule.OWNER_BUSY: (N_("the case is %(owner)s's, who is busy: the caller is asked"), "which-agent"),
    Rule.OVERFLOW: (N_("next step of %(department)s: on to %(target)s"), "overflow"),
    Rule.WAITED_TOO_LONG: (N_("waited %(waited)s, the most is %(most)s"), "overflow"),
    Rule.DECLINED: (N_("everybody on duty has declined"), "missed-by-an-agent"),
    Rule.KEYS_TOLD_WAITED: (N_("waited %(waited)s; a callback is offered from %(after)s on"), "callback"),
    Rule.KEYS_TOLD_EXPECTED: (
        N_("expected wait %(expected)s; a callback is offered from %(after)s on"),
        "callback",
    ),
    Rule.PROMISED: (N_("the first free time is promised: %(window)s"), "slots"),
    Rule.PROMISED_BEFORE: (N_("the promise of before holds: %(window)s"), "callback"),
    Rule.PROMISE_MOVED: (N_("the caller has moved the promise: %(window)s"), "slots"),
    Rule.PROMISE_CANCELLED: (N_("the caller has cancelled the promise: %(window)s"), "callback"),
    Rule.REFUSED: (N_("the dial gate said no: %(rule)s"), "dial-gate"),
    Rule.NO_NUMBER: (N_("the number is withheld, so it is asked for"), "callback"),
    Rule.AGENT_OWNER: (N_("%(agent)s is rung first: it is their case"), "which-agent"),
    Rule.AGENT_CHOSEN: (N_("%(agent)s is rung: %(strategy)s"), "which-agent"),
}
_CAUSES: Mapping[str, str] = {
    "manual": N_("by hand"),
    "closure": N_("a closure"),
    "holiday": N_("a public holiday"),
    "hours": N_("outside the hours"),
}
STRATEGIES: Mapping[str, str] = {
    "longest_idle": N_("free for the longest time"),
    "fewest_calls": N_("the fewest calls today"),
    "round_robin": N_("next in turn"),
    "skill_first": N_("knows it best"),
    "ring_several": N_("one of several at once"),
}
_TARGETS: Mapping[str, str] = {
    "repeat": N_("say it again"),
    "order_status": N_("the state of an order"),
}
_IN_SECONDS = 90  # what is longer is told in minutes


@dataclass(frozen=True)
class Why:
    """`anchor` is a heading of docs/rules.md."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Reader:
    """Names as this line has them, times as they stand on the shop's clock at the time of the rehearsal."""

    line: Line
    at: datetime

    def why(self, because: Because) -> Why:
        message, anchor = SENTENCES[because.rule]
        facts = because.facts
        values = {name: self._value(name, fact, facts) for name, fact in facts.items()}
        values["cause"], values["rule"] = self._cause(facts), values.get("gate", "")
        values["window"] = self.window(facts.get("start"), facts.get("end"))
        for short, name in (("opens", "opens_at"), ("closes", "closes_at")):
            values[short] = self.time(facts.get(name))
        for span in ("expected", "waited", "most", "after"):
            if f"{span}_s" in facts:
                values[span] = self.span(facts[f"{span}_s"])
        return Why(gettext(message) % values, anchor)

    def department(self, key: Fact) -> str:
        found = self.line.departments.get(str(key))
        if found is None:
            return str(key) if key else gettext("the whole shop")
        return self._nearest(found.name) or found.key

    def agent(self, email: Fact) -> str:
        return next((one.name for one in self.line.agents if one.email == email), str(email or ""))

    def menu(self, key: Fact) -> str:
        found = self.line.menus.get(str(key))
        return (self._nearest(found.name) if found else "") or str(key)

    def time(self, at: Fact) -> str:
        """On the shop's clock, as seen from the time of the rehearsal."""
        if not isinstance(at, datetime):
            return gettext("never")
        return wording.since(at, now=self.at, zone=self.line.shop.timezone, language=here())

    def window(self, start: Fact, end: Fact) -> str:
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            return ""
        return wording.window(start, end, now=self.at, zone=self.line.shop.timezone, language=here())

    def span(self, seconds: Fact) -> str:
        """ "12 min", "45 s": never to be taken for a time of day. A dash where nobody can foretell it."""
        if not isinstance(seconds, int):
            return "–"
        return f"{round(seconds / 60)} min" if seconds > _IN_SECONDS else f"{seconds} s"

    def _value(self, name: str, fact: Fact, facts: Mapping[str, Fact]) -> str:
        if name == "target":
            return self._target(facts)
        said: dict[str, Callable[[Fact], str]] = {
            "department": self.department,
            "menu": self.menu,
            "agent": self.agent,
            "until": self.time,
            "number": lambda number: wording.phone(str(number or "")),
            "language": lambda language: word(str(language), "language"),
            "gate": lambda rule: word(str(rule or ""), "rule"),
            "strategy": lambda one: gettext(STRATEGIES.get(str(one), STRATEGIES["longest_idle"])),
        }
        return said.get(name, str)(fact)

    def _target(self, facts: Mapping[str, Fact]) -> str:
        """Where a key, or a next step, leads."""
        target, kind = facts.get("target"), facts.get("to")
        match kind:
            case "menu":
                return self.menu(target)
            case "language":
                return word(str(target), "language")
            case "repeat" | "order_status":
                return gettext(_TARGETS[str(kind)])
            case _:
                return self.department(target)

    def _cause(self, facts: Mapping[str, Fact]) -> str:
        cause, reason = gettext(_CAUSES.get(str(facts.get("cause")), "")), facts.get("reason")
        said = self._nearest(reason) if isinstance(reason, Mapping) else ""
        return f"{cause} ({said})" if said else cause

    def _nearest(self, words: Mapping[str, str]) -> str:
        return nearest(words, (here(), *self.line.shop.languages)) if words else ""
