"""Faults of sense in how a department shares its callers out."""

# ruff: noqa: E501 - sentences stand here as they are printed

import pytest

from admin.shop_file.commands import read_checked

WHERE = 'line 16: Department "sales", routing'


@pytest.mark.parametrize(
    ("routing", "sentences"),
    [
        pytest.param(
            "strategy: longest",
            [f'{WHERE}, strategy: "longest" is not known here. Did you mean "longest_idle"?'],
            id="an unknown strategy",
        ),
        pytest.param(
            "ring_at_once: 1",
            [f"{WHERE}, ring_at_once: 1 is too few or too many. Write 2 to 10."],
            id="several that are one",
        ),
        pytest.param(
            "credit: 45 min",
            [f"{WHERE}, credit: 45 min is too short or too long. Write 0 s to 30 min."],
            id="more credit than counts",
        ),
        pytest.param(
            "alarm_after: -5 s",
            [f"{WHERE}, alarm_after: -5 s is too short or too long. Write 0 s to 1 day."],
            id="a negative time",
        ),
        pytest.param(
            "owner_for: 6 min, deputy_for: 4 min",
            [
                'line 16: warning: Department "sales", routing: owner_for and deputy_for last as long as max_wait, so a caller whose owner is busy reaches nobody else. Together they should be shorter than 10 min.'
            ],
            id="an owner until the end",
        ),
        pytest.param(
            "tiers: []",
            [f"{WHERE}, tiers: none is listed, so nobody is asked. Write at least [{{skill: 1}}]."],
            id="no tier",
        ),
        pytest.param(
            "tiers: [{after: 5 s}]",
            [
                f"{WHERE}, tiers, 1, skill: it is missing. Add it.",
                f"{WHERE}, tiers, 1, after: the first tier begins at once. Remove it.",
            ],
            id="a first tier that is late",
        ),
        pytest.param(
            "tiers: [{skill: 6}, {skill: 1, after: 9 s}]",
            [
                f"{WHERE}, tiers, 1, skill: skill 6 is not on the scale. Write 1 (a little) to 5 (best).",
            ],
            id="a skill off the scale",
        ),
        pytest.param(
            "tiers: [{skill: 3}, {skill: 2, after: 30 s}, {skill: 1, after: 20 s}]",
            [
                f"{WHERE}, tiers, 3, after: it begins no later than the tier before. Put the tiers in order.",
            ],
            id="tiers out of order",
        ),
        pytest.param(
            "tiers: [{skill: 1}, {skill: 1, after: 30 s}]",
            [f"{WHERE}, tiers, 2, skill: it asks for no less than the tier before. Write a lower skill."],
            id="a tier that adds nobody",
        ),
        pytest.param(
            "tiers: [{skill: 3}, {skill: 1, after: 10 min}]",
            [
                'line 16: warning: Department "sales", routing, tiers, 2: it begins when max_wait (10 min) is over, so never. Let it begin sooner.'
            ],
            id="a tier that never begins",
        ),
        pytest.param(
            "tiers: [{skill: 4}]",
            [
                'line 16: warning: Department "sales", routing, tiers: agents below skill 4 are never asked (ola@lumi.example). Add a tier for them, or take the department from them.'
            ],
            id="agents whom no tier reaches",
        ),
        pytest.param(
            "when_full: {department: sales}",
            [
                f"{WHERE}, when_full: it leads back to the department itself. Name another one, or write callback."
            ],
            id="a way back to itself",
        ),
        pytest.param(
            "when_nobody: {department: repair}",
            [f'{WHERE}, when_nobody: department "repair" does not exist. Did you mean "repairs"?'],
            id="an unknown department",
        ),
        pytest.param(
            "when_waited: voicemail",
            [
                f'{WHERE}, when_waited: "voicemail" is no next step. Write callback or {{department: x}}.',
            ],
            id="a step that is none",
        ),
        pytest.param(
            "when_waited: {menu: main}",
            [
                f'{WHERE}, when_waited: "menu" is not known here. Known are: department.',
                f"{WHERE}, when_waited, department: it is missing. Add it.",
            ],
            id="a step to a menu",
        ),
    ],
)
def test_each_fault_is_a_sentence_with_its_line(good: str, routing: str, sentences: list[str]) -> None:
    _, faults = read_checked(good.replace("    ring_timeout: 20 s\n", f"    routing: {{{routing}}}\n"))
    assert [str(fault) for fault in faults] == sentences
