"""The comparison as a picture: a row a figure, a column a shop, in it a dot for each rule set.

A plain SVG with its own colours for light and dark, so that it needs no program and no page around it.
"""

from collections.abc import Callable, Sequence
from html import escape

from bench.floor.compare import OURS, TUNED, Outcome
from bench.floor.measures import KINDS, Kind

_SHOWN = ("asa", "sl", "sl_any", "abandoned", "unhelped", "people", "group", "estimate")
_LEFT, _WIDTH, _LINE, _HEAD, _GAP = 230, 190, 15, 34, 16
_NOTE = (
    "Bars: 95 % interval of the difference to ours over the same days; one that crosses the dashed line may be "
    "chance. * not as shipped, but as somebody who knows would set it."
)
_STYLE = """
text{font:12px system-ui,sans-serif;fill:#1c2024}
.quiet{fill:#5b6470;font-size:11px}.head{font-weight:600}
.grid{stroke:#d9dde2}.other{fill:#6b7480;stroke:#6b7480}.ours{fill:#0a66c2;stroke:#0a66c2}
.name-ours{font-weight:600;fill:#0a66c2}
@media (prefers-color-scheme:dark){text{fill:#e6e9ed}.quiet{fill:#a2abb6}.grid{stroke:#3a4149}
.other{fill:#9aa4b0;stroke:#9aa4b0}.ours{fill:#66b2ff;stroke:#66b2ff}.name-ours{fill:#66b2ff}}
"""


def picture(outcomes: Sequence[Outcome]) -> str:
    """The SVG text."""
    names = list(outcomes[0].values)
    kinds = [kind for key in _SHOWN for kind in KINDS if kind.key == key]
    tall = len(names) * _LINE + _HEAD
    width = _LEFT + len(outcomes) * (_WIDTH + _GAP)
    height = 70 + len(kinds) * (tall + _GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="t">',
        f'<title id="t">{escape(_title(outcomes))}</title><style>{_STYLE}</style>',
    ]
    for column, outcome in enumerate(outcomes):
        x = _LEFT + column * (_WIDTH + _GAP)
        parts.append(f'<text class="head" x="{x}" y="20">{escape(outcome.plan.shop.name)}</text>')
    for row, kind in enumerate(kinds):
        top = 40 + row * (tall + _GAP)
        parts.append(_labels(names, kind, top))
        for column, outcome in enumerate(outcomes):
            parts.append(_panel(outcome, names, kind, _LEFT + column * (_WIDTH + _GAP), top))
    parts.append(f'<text class="quiet" x="0" y="{height - 14}">{escape(_NOTE)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _title(outcomes: Sequence[Outcome]) -> str:
    shops = ", ".join(outcome.plan.shop.name for outcome in outcomes)
    return f"The same simulated days under our rules and those of others, for {shops}"


def _labels(names: Sequence[str], kind: Kind, top: float) -> str:
    better = "more is better" if kind.more_is_better else "less is better"
    unit = f", {kind.unit}" if kind.unit and kind.unit != "x" else ""
    title = f'{escape(kind.says + unit)}<tspan class="quiet" font-weight="400" dx="6">{better}</tspan>'
    said = [f'<text class="head" x="0" y="{top + 12}">{title}</text>']
    for index, name in enumerate(names):
        style = "name-ours" if name == OURS else "quiet"
        shown = f"{name} *" if name in TUNED else name
        said.append(
            f'<text class="{style}" x="{_LEFT - 10}" y="{_y(top, index) + 4}" text-anchor="end">{escape(shown)}</text>'
        )
    return "".join(said)


def _panel(outcome: Outcome, names: Sequence[str], kind: Kind, left: float, top: float) -> str:
    known = {name: spread.mean for name in names if (spread := outcome.spread(name, kind)) is not None}
    if not known:
        return ""
    gaps = {name: 0.0 if name == OURS else outcome.gap(name, kind) for name in known}
    low = min(mean - gaps[name] for name, mean in known.items())
    span = max(mean + gaps[name] for name, mean in known.items()) - low or 1.0

    def place(value: float) -> float:
        return left + (value - low) / span * _WIDTH

    bottom = top + _HEAD + len(names) * _LINE - 6
    drawn = [f'<line class="grid" x1="{left}" x2="{left + _WIDTH}" y1="{bottom}" y2="{bottom}"/>']
    if OURS in known:
        x = f"{place(known[OURS]):.1f}"
        drawn.append(
            f'<line class="ours" stroke-dasharray="2 3" x1="{x}" x2="{x}" y1="{top + 20}" y2="{bottom}"/>'
        )
    for value, anchor in ((low, "start"), (low + span, "end")):
        at = f'x="{place(value):.1f}" y="{top + 12}" text-anchor="{anchor}"'
        drawn.append(f'<text class="quiet" {at}>{_short(value, kind)}</text>')
    for index, name in enumerate(names):
        if name in known:
            drawn.append(_dot(place, known[name], gaps[name], _y(top, index), name == OURS))
    return "".join(drawn)


def _dot(place: Callable[[float], float], mean: float, gap: float, y: float, is_ours: bool) -> str:
    style, radius = ("ours", 4.5) if is_ours else ("other", 3.0)
    return (
        f'<line class="{style}" x1="{place(mean - gap):.1f}" x2="{place(mean + gap):.1f}" y1="{y}" y2="{y}"/>'
        f'<circle class="{style}" cx="{place(mean):.1f}" cy="{y}" r="{radius}"/>'
    )


def _y(top: float, index: int) -> float:
    return top + _HEAD - 8 + index * _LINE


def _short(value: float, kind: Kind) -> str:
    return (
        f"{value * 100:.0f}" if kind.unit == "%" else f"{value:.0f}" if kind.unit == "s" else f"{value:.2f}"
    )
