"""What all charts are made of: the frame with its lines, labels that make room, fills that differ without colour.

Lengths across are per cent of the width, lengths down are pixels: a chart grows and shrinks with the page and its
words keep their size. Classes carry the colours (reports.css), since our pages allow no inline styles.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from admin.reports.charts.scale import Scale

Say = Callable[[float], str]
NOTHING = Markup("")
AXIS = -50  # pixels left of the chart: where its words begin; reports.css leaves the room
_WIDE_LABELS, _NARROW_LABELS = 16, 6  # that fit beside each other


class Fill(StrEnum):
    """How a series is drawn: a colour and a pattern, so that the one is never alone."""

    PLAIN = "plain"  # the accent, solid
    GOOD = "good"  # solid
    SOON = "soon"  # dotted
    FAILED = "failed"  # hatched
    QUIET = "quiet"  # lined


_PATTERNS = {
    Fill.SOON: '<circle cx="2" cy="2" r="1.2"/><circle cx="6" cy="6" r="1.2"/>',
    Fill.FAILED: '<path d="M-2 2l4 -4M0 8l8 -8M6 10l4 -4"/>',
    Fill.QUIET: '<path d="M0 2h8M0 6h8"/>',
}


@dataclass(frozen=True)
class Series:
    """One row of values, as many as the chart has labels; None where nothing is known."""

    name: str
    fill: Fill
    values: Sequence[float | None]


def patterns(chart_id: str) -> Markup:
    """The fills of one chart; their names carry the chart's, since a page may hold several."""
    drawn = Markup("").join(
        Markup(
            '<pattern id="{}-{}" class="pattern ink-{}" width="8" height="8" patternUnits="userSpaceOnUse">'
            '<rect class="pattern-back" width="8" height="8"/>{}</pattern>'
        ).format(chart_id, fill, fill, Markup(marks))  # noqa: S704 - drawings of our own
        for fill, marks in _PATTERNS.items()
    )
    return Markup("<defs>{}</defs>").format(drawn)


def paint(chart_id: str, fill: Fill) -> Markup:
    """The attributes that fill a shape."""
    if fill in _PATTERNS:
        return Markup('class="shape ink-{}" fill="url(#{}-{})"').format(fill, chart_id, fill)
    return Markup('class="shape solid-{}"').format(fill)


def lines_across(scale: Scale, say: Say, top: float, bottom: float) -> Markup:
    """The lines of the scale with their words at the left edge."""
    return Markup("").join(
        Markup(
            '<line class="grid" x1="{3}" x2="100%" y1="{0}" y2="{0}"/><text class="axis" x="{3}" y="{1}">{2}</text>'
        ).format(px(y := bottom - scale.part(value) * (bottom - top)), px(y - 4), say(value), AXIS)
        for value in scale.lines
    )


def labels_below(labels: Sequence[str], y: float) -> Markup:
    """As many of the labels as have room; fewer on a narrow screen."""
    wide = max(math.ceil(len(labels) / _WIDE_LABELS), 1)
    narrow = wide * max(math.ceil(len(labels) / (wide * _NARROW_LABELS)), 1)
    return Markup("").join(
        Markup('<text class="axis{}" x="{}%" y="{}" text-anchor="middle">{}</text>').format(
            "" if place % narrow == 0 else " roomy", pct((place + 0.5) / len(labels)), px(y), label
        )
        for place, label in enumerate(labels)
        if place % wide == 0
    )


def legend(chart_id: str, series: Sequence[Series], *, strokes: bool = False) -> Markup:
    """What each fill (or stroke) means; nothing where there is but one."""
    if len(series) < 2:  # noqa: PLR2004 - one series is named by the title
        return NOTHING
    entries = Markup("").join(
        Markup('<li><svg class="swatch" aria-hidden="true">{}</svg>{}</li>').format(
            _swatch(chart_id, one.fill, strokes), one.name
        )
        for one in series
    )
    return Markup('<ul class="legend">{}</ul>').format(entries)


def _swatch(chart_id: str, fill: Fill, strokes: bool) -> Markup:
    if strokes:
        return Markup('<line class="stroke ink-{}" x1="1" x2="13" y1="7" y2="7"/>').format(fill)
    return Markup('<rect width="14" height="14" {}/>').format(paint(chart_id, fill))


def framed(
    chart_id: str, title: str, height: float, inside: Markup, below: Markup = NOTHING, *, beside: bool = True
) -> Markup:
    """A picture that a screen reader names in one sentence: the table beneath it says the rest.

    `beside` leaves room at the left for the words of an axis.
    """
    return Markup(
        '<div class="chart"><svg id="{0}" class="drawn{6}" role="img" aria-label="{1}" width="100%" height="{2}">'
        "{3}{4}</svg>{5}</div>"
    ).format(
        chart_id, title, px(height), patterns(chart_id), inside, below, " drawn-beside" if beside else ""
    )


def pct(part: float) -> str:
    """0..1 as per cent, with no more digits than a screen can show."""
    return f"{part * 100:.2f}".rstrip("0").rstrip(".")


def px(length: float) -> str:
    return f"{length:.1f}".rstrip("0").rstrip(".")
