import pytest

from admin.reports.cells import Column, Kind, exported, heading, safe_cell, said


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (None, Kind.COUNT, "–"),
        (1234, Kind.COUNT, "1,234"),
        (0.8049, Kind.SHARE, "80%"),
        (245, Kind.SECONDS, "4:05"),
        (-20.4, Kind.SECONDS, "-0:20"),
        (-0.4, Kind.SECONDS, "0:00"),
        (11_230, Kind.SECONDS, "3:07:10"),
        (147_600, Kind.SECONDS, "41 h"),
        (1.25, Kind.NUMBER, "1.2"),
        ("orders", Kind.TEXT, "orders"),
    ],
)
def test_values_are_said_as_people_read_them(value: float | str | None, kind: Kind, words: str) -> None:
    assert said(value, kind, "en") == words


@pytest.mark.parametrize(
    ("language", "count", "share"),
    [
        ("pl", "12\u00a0345", "81\u00a0%"),
        ("cs", "12\u00a0345", "81\u00a0%"),
        ("fi", "12\u00a0345", "81\u00a0%"),
    ],
)
def test_figures_are_written_as_the_language_writes_them(language: str, count: str, share: str) -> None:
    assert (said(12_345, Kind.COUNT, language), said(0.81, Kind.SHARE, language).replace(" ", "\u00a0")) == (
        count,
        share,
    )


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+48600123456",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "＝1",
        "|cmd",
        "%0A",
    ],
)
def test_no_text_can_act_as_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ewa", "4=4", "2026-11-22", "a@b.example", "0:35"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


@pytest.mark.parametrize(
    ("value", "kind", "kept"),
    [
        (0.123456, Kind.SHARE, 0.1235),
        (20.6, Kind.SECONDS, 21),
        (-20.6, Kind.SECONDS, -21),
        (None, Kind.SHARE, None),
        ("=1", Kind.TEXT, "'=1"),
    ],
)
def test_an_export_has_numbers_as_numbers_and_text_made_safe(
    value: float | str | None, kind: Kind, kept: float | str | None
) -> None:
    assert exported(value, kind) == kept


def test_a_column_of_durations_names_its_unit() -> None:
    assert heading(Column("Waited", Kind.SECONDS)) == "Waited (s)"
    assert heading(Column("Calls", Kind.COUNT)) == "Calls"
