import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from admin.reports.charts.bars import Bar, Bars, bars
from admin.reports.charts.columns import Columns, columns
from admin.reports.charts.drawing import Fill, Series
from admin.reports.charts.heat import Heat, heat, strength
from admin.reports.charts.lines import Lines, lines
from admin.reports.charts.scale import counts, shares

DAYS = ["Mon", "Tue", "Wed"]


def svg(markup: str) -> ET.Element:
    """The picture as a parser reads it; what cannot be parsed fails the test."""
    return ET.fromstring(markup)  # noqa: S314 - our own drawing


def said(markup: str) -> list[str]:
    return [one.text or "" for one in svg(markup).iter() if one.tag in {"title", "text"}]


def column_chart(*series: Series, labels: list[str] = DAYS, steps: Series | None = None) -> str:
    return columns(
        Columns("c", "Calls by day", labels, series, counts(10), lambda value: f"{value:g}", steps)
    )


def test_columns_stand_on_one_another() -> None:
    found = svg(
        column_chart(Series("answered", Fill.PLAIN, [4, 0, 2]), Series("abandoned", Fill.FAILED, [2, 1, 0]))
    )
    drawn = [one.attrib for one in found.iter("rect") if "x" in one.attrib]
    assert [(one["y"], one["height"]) for one in drawn] == [
        ("134", "76"), ("172", "38"), ("96", "38"), ("191", "19")
    ]  # fmt: skip


def test_every_column_says_what_it_is_and_no_fill_is_told_by_colour_alone() -> None:
    made = column_chart(
        Series("answered", Fill.PLAIN, [4, 0, 2]), Series("abandoned", Fill.FAILED, [2, 1, 0])
    )
    assert "Mon: abandoned 2" in said(made)
    assert 'fill="url(#c-failed)"' in made
    assert made.count("swatch") == 2


def test_as_many_labels_are_written_as_have_room() -> None:
    days = [f"day {number}" for number in range(90)]
    written = [
        text
        for text in said(column_chart(Series("calls", Fill.PLAIN, [1] * 90), labels=days))
        if re.fullmatch(r"day \d+", text)
    ]
    assert len(written) == 15
    assert written[0] == "day 0"


def test_a_line_of_steps_lies_over_the_columns() -> None:
    made = column_chart(
        Series("needed", Fill.SOON, [3, 2, 1]), steps=Series("there", Fill.PLAIN, [2, 2, None])
    )
    assert "Mon – Tue: there 2" in said(made)
    assert made.count("<line x1") == 1


def test_a_line_has_a_gap_where_nothing_is_known_and_a_dot_that_stands_alone() -> None:
    values = [0.5, None, 0.75]
    made = lines(
        Lines(
            "l",
            "Share",
            DAYS,
            [Series("in time", Fill.PLAIN, values)],
            shares(),
            lambda v: f"{v:.0%}",
            0.8,
            "goal 80 %",
        )
    )
    assert made.count('class="stroke') == 0
    assert made.count('class="dot') == 2
    assert "goal 80 %" in said(made)


def test_a_long_line_shows_dots_only_where_it_would_vanish() -> None:
    values = [0.5] * 80 + [None, 0.5, None]
    made = lines(Lines("l", "Share", [""] * 83, [Series("in time", Fill.PLAIN, values)], shares(), str))
    assert made.count('class="dot') == 1


def test_the_busiest_field_of_a_week_is_the_strongest_and_says_its_number() -> None:
    chart = Heat(
        "h",
        "Week",
        ["Mon", "Tue"],
        ["8", ""],
        ["08:00-08:30", "08:30-09:00"],
        [[9, 1], [0, None]],
        lambda v: f"{v:g}",
    )
    made = heat(chart)
    assert "Mon 08:00-08:30: 9" in said(made)
    assert "Tue 08:30-09:00: –" in said(made)
    assert (made.count("heat-5"), made.count("heat-0")) == (1, 2)


@given(st.floats(0, 1e6), st.floats(1e-3, 1e6))
def test_a_stronger_field_never_has_a_smaller_value(value: float, highest: float) -> None:
    assert 0 <= strength(value, highest) <= 5
    assert strength(value / 2, highest) <= strength(value, highest)


def test_a_name_is_text_whatever_is_in_it() -> None:
    made = bars(
        Bars("b", "<b>Causes</b>", [Bar("<script>alert(1)</script>", 3, "3 calls"), Bar("late", 1, "1 call")])
    )
    assert "<script>" not in made
    assert "<script>alert(1)</script>" in said(made)
    widths = [one.attrib["width"] for one in svg(made).iter("rect") if "shape" in one.attrib.get("class", "")]
    assert widths == ["100%", "33.33%"]


def test_charts_of_nothing_are_drawn_all_the_same() -> None:
    assert svg(column_chart(Series("calls", Fill.PLAIN, []), labels=[])) is not None
    assert svg(bars(Bars("b", "Causes", []))) is not None
    assert svg(heat(Heat("h", "Week", [], [], [], [], str))) is not None
    assert svg(lines(Lines("l", "Share", [], [], shares(), str))) is not None
