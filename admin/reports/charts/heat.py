"""A week in half-hours: the busier a field, the stronger; the number stands in it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from admin.reports.charts.drawing import AXIS, Say, framed, pct, px

STRENGTHS = 6  # 0 is empty
_ROW, _TOP = 30.0, 20.0


@dataclass(frozen=True)
class Heat:
    """`values` row by row, as many in each as there are `columns`; None where the shop is never asked.

    A label of `columns` may be empty: whole hours alone have one.
    """

    id: str
    title: str
    rows: Sequence[str]
    columns: Sequence[str]
    tips: Sequence[str]  # of each column, in full: "08:30-09:00"
    values: Sequence[Sequence[float | None]]
    say: Say


def strength(value: float | None, highest: float) -> int:
    """0 for nothing, then five equal steps up to the highest."""
    if not value or highest <= 0:
        return 0
    return min(1 + int(value / highest * (STRENGTHS - 1)), STRENGTHS - 1)


def heat(chart: Heat) -> Markup:
    """The SVG of the chart, with the days at the left and the hours on top."""
    highest = max((value for row in chart.values for value in row if value), default=0.0)
    height = _TOP + _ROW * len(chart.rows) + 4
    names = Markup("").join(
        Markup('<text class="axis" x="{}" y="{}">{}</text>').format(
            AXIS, px(_TOP + _ROW * (place + 0.62)), name
        )
        for place, name in enumerate(chart.rows)
    )
    count = max(len(chart.columns), 1)
    hours = Markup("").join(
        Markup('<text class="axis{}" x="{}%" y="12">{}</text>').format(
            _room(place, chart), pct(place / count), label
        )
        for place, label in enumerate(chart.columns)
        if label
    )
    fields = Markup("").join(
        _field(chart, row, column, highest)
        for row in range(len(chart.rows))
        for column in range(len(chart.columns))
    )
    return framed(chart.id, chart.title, height, names + hours + fields)


def _room(place: int, chart: Heat) -> str:
    """On a narrow screen every third hour has a label."""
    labelled = [at for at, label in enumerate(chart.columns) if label]
    return "" if labelled.index(place) % 3 == 0 else " roomy"


def _field(chart: Heat, row: int, column: int, highest: float) -> Markup:
    value, count = chart.values[row][column], len(chart.columns)
    level, top = strength(value, highest), _TOP + _ROW * row
    drawn = Markup(
        '<rect class="heat heat-{}" x="{}%" width="{}%" y="{}" height="{}"><title>{}</title></rect>'
    ).format(
        *(level, pct(column / count), pct(0.94 / count), px(top), px(_ROW - 2)),
        f"{chart.rows[row]} {chart.tips[column]}: {'–' if value is None else chart.say(value)}",
    )
    if not value:
        return drawn
    return drawn + Markup(
        '<text class="heat-said said-{} roomy" x="{}%" y="{}" text-anchor="middle">{}</text>'
    ).format(level, pct((column + 0.47) / count), px(top + _ROW * 0.62), chart.say(value))
