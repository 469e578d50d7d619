"""Every rule is a sentence in four languages, with a heading of docs/rules.md beside it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask, g

from admin.languages import LANGUAGES
from admin.setup.rehearsal.reasons import SENTENCES, STRATEGIES, Reader
from call_routing.because import Because, Fact, Rule
from ticket_store.line import AgentSetup, Department, Line, Menu, Shop, Strategy

NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
RULES = Path(__file__).parents[4] / "docs" / "rules.md"
LINE = Line(
    version=1,
    shop=Shop("Sowa", "PL", "Europe/Warsaw", ("pl", "en")),
    hours={"office": "Mo-Fr 08:30-17:00"},
    closures=(),
    departments={"orders": Department("orders", {"pl": "zamówienia", "en": "orders"}, "office")},
    dids={},
    menus={"main": Menu("main", keys={}, name={"en": "the first menu"})},
    menu_version=1,
    agents=(AgentSetup("anna@sowa.example", "Anna", ("agent",), {"orders": 3}),),
)
FACTS: dict[str, Fact] = {
    "number": "+48221234567", "menu": "main", "department": "orders", "language": "pl", "until": NOON,
    "start": NOON + timedelta(hours=1), "end": NOON + timedelta(hours=2), "owner": "Anna", "key": "1",
    "to": "department", "target": "orders", "tried": 1, "times": 2, "cause": "closure",
    "reason": {"pl": "remanent", "en": "stocktaking"}, "opens_at": NOON + timedelta(days=1), "waiting": 4,
    "most": 4, "expected_s": 720, "closes_at": NOON, "ahead": 3, "staffed": 2, "waited_s": 61, "most_s": 600,
    "after_s": 300, "gate": "no_dial", "agent": "anna@sowa.example", "strategy": "longest_idle",
}  # fmt: skip


def said(because: Because, language: str = "en") -> str:
    with Flask("words").app_context():
        g.language = language
        return Reader(LINE, NOON).why(because).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_sentence(language: str) -> None:
    sentences = {rule: said(Because(rule, FACTS), language) for rule in Rule}
    assert set(SENTENCES) == set(Rule)
    assert [text for text in sentences.values() if not text or "%(" in text or "_s" in text] == []


def test_every_sentence_names_a_heading_of_the_rules() -> None:
    headings = re.findall(r"^#+ (.+)$", RULES.read_text(encoding="utf-8"), re.MULTILINE)
    anchors = {
        named[1] if (named := re.search(r"{#([\w-]+)}", heading)) else heading.lower().replace(" ", "-")
        for heading in headings
    }
    assert {anchor for _, anchor in SENTENCES.values()} - anchors == set()


def test_every_strategy_has_its_words() -> None:
    assert set(STRATEGIES) == {one.value for one in Strategy}


@pytest.mark.parametrize(
    ("rule", "facts", "sentence"),
    [
        (Rule.CLOSED, {}, "closed: a closure (stocktaking); opens tomorrow 12:00"),
        (Rule.CLOSED, {"opens_at": None, "reason": {}}, "closed: a closure; opens never"),
        (Rule.LAST_CALL, {}, "expected wait 12 min, but closing is at 12:00"),
        (Rule.WAITED_TOO_LONG, {}, "waited 61 s, the most is 10 min"),
        (Rule.KEY, {}, "key 1: orders"),
        (Rule.KEY, {"to": "menu", "target": "main"}, "key 1: the first menu"),
        (Rule.KEY, {"to": "language", "target": "cs"}, "key 1: Czech"),
        (Rule.MAY_WAIT, {"expected_s": None}, "may wait: 3 ahead, 2 on duty, expected wait –"),
        (Rule.AGENT_CHOSEN, {}, "Anna is rung: free for the longest time"),
        (Rule.REFUSED, {}, "the dial gate said no: wants no calls"),
    ],
)
def test_a_sentence_has_the_figures_of_the_decision(
    rule: Rule, facts: dict[str, Fact], sentence: str
) -> None:
    assert said(Because(rule, FACTS | facts)) == sentence


def test_what_the_line_does_not_know_any_more_keeps_its_key() -> None:
    gone = Because(Rule.KEY, FACTS | {"target": "gone"})
    assert said(gone) == "key 1: gone"
    assert said(replace(gone, rule=Rule.TO_MENU, facts=FACTS | {"menu": "old"})).endswith("menu old")
