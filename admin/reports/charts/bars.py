"""Bars across, the longest first: causes, people, departments. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from admin.reports.charts.drawing import Fill, framed, paint, pct, px

_ROW = 40.0


@dataclass(frozen=True)
class Bar:
    """`said` is the figure in words, at the end of the line."""

    name: str
    value: float
    said: str
    fill: Fill = Fill.PLAIN


@dataclass(frozen=True)
class Bars:
    """`top` is the value of a full line; without one it is the longest bar's."""

    id: str
    title: str
    bars: Sequence[Bar]
    top: float | None = None


def bars(chart: Bars) -> Markup:
    """The SVG of the chart: the name above each bar, its figure at the right."""
    top = chart.top or max((one.value for one in chart.bars), default=0.0) or 1.0
    rows = Markup("").join(
        Markup(
            '<text class="axis bar-name" x="0" y="{0}">{1}</text>'
            '<text class="axis bar-said" x="100%" y="{0}" text-anchor="end">{2}</text>'
            '<rect class="bar-ground" x="0" width="100%" y="{3}" height="12" rx="3"/>'
            '<rect {4} x="0" width="{5}%" y="{3}" height="12" rx="3"/>'
        ).format(
            *(px(_ROW * place + 14), one.name, one.said, px(_ROW * place + 20)),
            *(paint(chart.id, one.fill), pct(min(max(one.value / top, 0.0), 1.0))),
        )
        for place, one in enumerate(chart.bars)
    )
    return framed(chart.id, chart.title, _ROW * len(chart.bars), rows, beside=False)
