"""Columns over time: how many of each kind in each span, one on top of the other. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from markupsafe import Markup

from admin.reports.charts.drawing import (
    NOTHING,
    Say,
    Series,
    framed,
    labels_below,
    legend,
    lines_across,
    paint,
    pct,
    px,
)
from admin.reports.charts.scale import Scale

_TOP, _BOTTOM, _HEIGHT = 20.0, 210.0, 236.0
_GAP = 0.2  # of a column's place
_WIDEST = 0.12  # of the chart, where there are but a few


@dataclass(frozen=True)
class Columns:
    """`steps` is drawn as a line in steps over the columns, such as what there is against what is needed."""

    id: str
    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    scale: Scale
    say: Say
    steps: Series | None = None


def columns(chart: Columns) -> Markup:
    """The SVG of the chart with its legend."""
    below = [0.0] * len(chart.labels)
    drawn = [_series(chart, one, below) for one in chart.series]
    line = _steps(chart, chart.steps) if chart.steps else NOTHING
    inside = lines_across(chart.scale, chart.say, _TOP, _BOTTOM) + Markup("").join(drawn) + line
    named = [*chart.series, *([chart.steps] if chart.steps else [])]
    whole = inside + labels_below(chart.labels, _BOTTOM + 18)
    return framed(chart.id, chart.title, _HEIGHT, whole, legend(chart.id, named))


def _series(chart: Columns, one: Series, below: list[float]) -> Markup:
    """The parts of all columns that are alike; `below` is how high each column is already, and grows."""
    count = len(chart.labels)
    width = min((1 - _GAP) / max(count, 1), _WIDEST)
    drawn = []
    for place, value in enumerate(one.values):
        if not value:
            continue
        low, high = (_y(chart.scale, level) for level in (below[place], below[place] + value))
        below[place] += value
        shape = Markup('<rect x="{}%" width="{}%" y="{}" height="{}"><title>{}</title></rect>')
        left, said = (
            (place + 0.5) / count - width / 2,
            f"{chart.labels[place]}: {one.name} {chart.say(value)}",
        )
        drawn.append(shape.format(pct(left), pct(width), px(high), px(low - high), said))
    return Markup("<g {}>{}</g>").format(paint(chart.id, one.fill), Markup("").join(drawn))


def _steps(chart: Columns, steps: Series) -> Markup:
    """A line for as long as the value stays the same."""
    count, drawn = len(chart.labels), []
    for value, together in groupby(enumerate(steps.values), key=itemgetter(1)):
        places = [place for place, _ in together]
        if value is None:
            continue
        first, last = places[0], places[-1]
        span = chart.labels[first] if first == last else f"{chart.labels[first]} – {chart.labels[last]}"
        shape = Markup('<line x1="{0}%" x2="{1}%" y1="{2}" y2="{2}"><title>{3}</title></line>')
        ends = pct(first / count), pct((last + 1) / count), px(_y(chart.scale, value))
        drawn.append(shape.format(*ends, f"{span}: {steps.name} {chart.say(value)}"))
    return Markup('<g class="steps ink-{}">{}</g>').format(steps.fill, Markup("").join(drawn))


def _y(scale: Scale, value: float) -> float:
    return _BOTTOM - scale.part(value) * (_BOTTOM - _TOP)
