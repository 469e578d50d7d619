"""Lines over time: a share or a duration in each span, beside its goal. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from admin.reports.charts.drawing import (
    Say,
    Series,
    framed,
    labels_below,
    legend,
    lines_across,
    pct,
    px,
)
from admin.reports.charts.scale import Scale

_TOP, _BOTTOM, _HEIGHT = 20.0, 210.0, 236.0
_MOST_DOTS = 62  # more of them hide the line


@dataclass(frozen=True)
class Lines:
    """A gap in a line is a span of which nothing is known. `goal` is a line of its own, named in `goal_name`."""

    id: str
    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    scale: Scale
    say: Say
    goal: float | None = None
    goal_name: str = ""


def lines(chart: Lines) -> Markup:
    """The SVG of the chart with its legend."""
    drawn = Markup("").join(_line(chart, one) for one in chart.series)
    inside = lines_across(chart.scale, chart.say, _TOP, _BOTTOM)
    within = _goal(chart) + drawn + labels_below(chart.labels, _BOTTOM + 18)
    return framed(
        chart.id, chart.title, _HEIGHT, inside + within, legend(chart.id, chart.series, strokes=True)
    )


def _line(chart: Lines, one: Series) -> Markup:
    count = max(len(chart.labels), 1)
    places = [
        None if value is None else (pct((place + 0.5) / count), px(_y(chart.scale, value)))
        for place, value in enumerate(one.values)
    ]
    strokes = Markup("").join(
        Markup('<line class="stroke ink-{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>').format(
            one.fill, *first, *second
        )
        for first, second in pairwise(places)
        if first and second
    )
    return strokes + Markup("").join(
        _dot(chart, one, place, *found)
        for place, found in enumerate(places)
        if found and (count <= _MOST_DOTS or _alone(places, place))
    )


def _alone(places: Sequence[object], place: int) -> bool:
    return not any(places[max(place - 1, 0) : place]) and not any(places[place + 1 : place + 2])


def _dot(chart: Lines, one: Series, place: int, x: str, y: str) -> Markup:
    said = f"{chart.labels[place]}: {one.name} {chart.say(one.values[place] or 0.0)}"
    return Markup('<circle class="dot solid-{}" cx="{}%" cy="{}" r="4"><title>{}</title></circle>').format(
        one.fill, x, y, said
    )


def _goal(chart: Lines) -> Markup:
    if chart.goal is None:
        return Markup("")
    y = _y(chart.scale, chart.goal)
    return Markup(
        '<line class="goal" x1="0" x2="100%" y1="{0}" y2="{0}"/>'
        '<text class="axis goal-name" x="100%" y="{1}" text-anchor="end">{2}</text>'
    ).format(px(y), px(y - 5), chart.goal_name)


def _y(scale: Scale, value: float) -> float:
    return _BOTTOM - scale.part(value) * (_BOTTOM - _TOP)
