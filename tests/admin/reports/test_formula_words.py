import pytest

from admin.reports.formula_words import SENTENCES
from ticket_store.reporting.formulas import Formula


@pytest.mark.parametrize("formula", Formula)
def test_every_formula_is_marked_for_the_catalogues(formula: Formula) -> None:
    assert formula.sentence in SENTENCES


def test_no_sentence_is_left_over() -> None:
    assert len(SENTENCES) == len(set(SENTENCES)) == len(Formula)
