"""Columns over time: how many of each kind in each span, one on top of the other. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from admin.reports.charts.drawing import (
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
    count = max(len(chart.labels), 1)
    stacks = Markup("").join(_stack(chart, place, count) for place in range(len(chart.labels)))
    line = _steps(chart, chart.steps, count) if chart.steps else Markup("")
    below = labels_below(chart.labels, _BOTTOM + 18)
    inside = lines_across(chart.scale, chart.say, _TOP, _BOTTOM) + stacks + line + below
    named = [*chart.series, *([chart.steps] if chart.steps else [])]
    return framed(chart.id, chart.title, _HEIGHT, inside, legend(chart.id, named))


def _stack(chart: Columns, place: int, count: int) -> Markup:
    width = min((1 - _GAP) / count, _WIDEST)
    left = (place + 0.5) / count - width / 2
    drawn, below = [], 0.0
    for one in chart.series:
        value = one.values[place] or 0.0
        if not value:
            continue
        low, high = (_y(chart.scale, level) for level in (below, below + value))
        drawn.append(
            Markup('<rect {} x="{}%" width="{}%" y="{}" height="{}"><title>{}</title></rect>').format(
                paint(chart.id, one.fill),
                *(pct(left), pct(width), px(high), px(low - high)),
                f"{chart.labels[place]}: {one.name} {chart.say(value)}",
            )
        )
        below += value
    return Markup("").join(drawn)


def _steps(chart: Columns, steps: Series, count: int) -> Markup:
    return Markup("").join(
        Markup(
            '<line class="steps ink-{0}" x1="{1}%" x2="{2}%" y1="{3}" y2="{3}"><title>{4}</title></line>'
        ).format(
            steps.fill,
            *(pct(place / count), pct((place + 1) / count), px(_y(chart.scale, value))),
            f"{chart.labels[place]}: {steps.name} {chart.say(value)}",
        )
        for place, value in enumerate(steps.values)
        if value is not None
    )


def _y(scale: Scale, value: float) -> float:
    return _BOTTOM - scale.part(value) * (_BOTTOM - _TOP)
