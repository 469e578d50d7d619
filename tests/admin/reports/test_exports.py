import csv
import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from admin.reports.cells import Column, Kind, Table
from admin.reports.exports import as_csv, as_xlsx
from admin.reports.report import Sheet

TABLE = Table(
    [Column("Cause"), Column("Calls", Kind.COUNT), Column("Talk", Kind.SECONDS), Column("Share", Kind.SHARE)],
    [["=HYPERLINK(1)", 3, 65.4, 0.25], ['zażółć, "gęślą"', None, None, None]],
    total=["all", 3, 65.4, 1.0],
)


def parts(book: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_csv_reads_back_as_it_was_without_formulas_and_totals() -> None:
    text = as_csv(TABLE)
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:], newline=""))) == [
        ["Cause", "Calls", "Talk (s)", "Share"],
        ["'=HYPERLINK(1)", "3", "65", "0.25"],
        ['zażółć, "gęślą"', "", "", ""],
    ]


def test_xlsx_has_numbers_as_numbers_and_no_formula_anywhere() -> None:
    made = parts(as_xlsx([Sheet("Why: do [people] call?", TABLE), Sheet("", TABLE)], "the last 30 days"))
    sheet = made["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "<v>0.25</v>" in sheet
    assert (
        "&#39;=HYPERLINK(1)" in made["xl/sharedStrings.xml"]
        or "'=HYPERLINK(1)" in made["xl/sharedStrings.xml"]
    )
    assert 'name="1 Why  do  people  call"' in made["xl/workbook.xml"]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_whatever_a_customer_wrote_stays_one_cell_of_text(texts: list[str]) -> None:
    text = as_csv(Table([Column("Said")], [[one] for one in texts]))[1:]
    cells = [row[0] if row else "" for row in csv.reader(io.StringIO(text, newline=""))][1:]
    assert len(cells) == len(texts)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_an_empty_table_is_a_head_without_rows() -> None:
    empty = Table([Column("Day")], [])
    assert as_csv(empty) == "\ufeffDay\r\n"
    assert "<f>" not in parts(as_xlsx([Sheet("", empty)], ""))["xl/worksheets/sheet1.xml"]
