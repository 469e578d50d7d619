"""The comparison in words: a Markdown table for each shop, what is lost, and where the rules were taken from."""

from bench.floor.app_queue import AppQueue
from bench.floor.compare import OURS, TUNED, Outcome, Verdict
from bench.floor.measures import KINDS, Kind
from bench.floor.mod_callcenter import ModCallcenter
from bench.floor.task_router import TaskRouter
from bench.floor.theory import pooled

_MARKS = {Verdict.BETTER: "", Verdict.EQUAL: " =", Verdict.WORSE: " !", Verdict.NONE: ""}
_THEORY = {"asa": "answer_s", "sl": "within", "abandoned": "abandons"}
LEGEND = (
    "± is half the 95 % confidence interval over the replications. At the others' figures: nothing = ours is better, "
    "= the difference may be chance, ! ours is worse (paired by replication, 99 %). Choosers pressed 1 to wait for "
    "their own agent though a colleague was offered. Lines in *italics* are not as shipped, but as somebody who "
    "knows would set them."
)
SOURCES = "\n".join(f"- {rules.source}" for rules in (AppQueue, ModCallcenter, TaskRouter))


def table(outcome: Outcome) -> str:
    """One shop: a line for each rule set, then what theory says of it as one pool."""
    plan = outcome.plan
    head = ("", *(kind.says for kind in KINDS))
    rows = [head, ("---", *("---:" for _ in KINDS))]
    rows += [(_title(name), *(_cell(outcome, name, kind) for kind in KINDS)) for name in outcome.values]
    rows += _theory(outcome)
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    days = f"{plan.replications} replications of {plan.days} days, {plan.shop.calls_per_day:,.0f} calls a day"
    return f"### {plan.shop.name}: {days}\n\n{lines}\n"


def _title(name: str) -> str:
    if name == OURS:
        return f"**{name}**"
    return f"*{name}*" if name in TUNED else name


def _cell(outcome: Outcome, name: str, kind: Kind) -> str:
    spread = outcome.spread(name, kind)
    if spread is None or (kind.key == "kept" and not spread.mean):
        return "–"
    mark = "" if name == OURS else _MARKS[outcome.verdict(name, kind)]
    scale, digits = (100, 1) if kind.unit == "%" else (1, 1 if kind.unit == "s" else 3)
    unit = f" {kind.unit}" if kind.unit and kind.unit != "x" else ""
    return f"{spread.mean * scale:.{digits}f} ± {spread.half * scale:.{digits}f}{unit}{mark}"


def _theory(outcome: Outcome) -> list[tuple[str, ...]]:
    patient, endless = pooled(outcome.plan.shop, 0)
    rows = []
    for title, theory in (("Erlang A, one pool", patient), ("Erlang C, one pool", endless)):
        cells = []
        for kind in KINDS:
            if theory is None or kind.key not in _THEORY:
                cells.append("–")
                continue
            value = getattr(theory, _THEORY[kind.key])
            cells.append(f"{value:.1f} s" if kind.unit == "s" else f"{value * 100:.1f} %")
        rows.append((title, *cells))
    return rows
