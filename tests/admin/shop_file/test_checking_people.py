"""Faults of sense in agents."""

# ruff: noqa: E501 - sentences stand here as they are printed

import pytest

from admin.shop_file.commands import read_checked


@pytest.mark.parametrize(
    ("instead_of", "stands", "sentences"),
    [
        pytest.param(
            "roles: [agent]",
            "roles: [agnet]",
            [
                'line 13: warning: Department "sales": no agent answers for it. Add it to the departments of an agent.',
                'line 20: warning: Department "repairs": no agent answers for it. Add it to the departments of an agent.',
                'line 39: Agent ola@lumi.example, roles: "agnet" is no role. Did you mean "agent"?',
            ],
            id="an unknown role",
        ),
        pytest.param(
            "adam@lumi.example",
            "Ola@lumi.example",
            ["line 41: Agent ola@lumi.example: 2 agents have this e-mail address. Give each their own."],
            id="an address twice, in other letters",
        ),
        pytest.param(
            "adam@lumi.example, name: Adam, roles: [admin]",
            "ola@lumi-example.pl, name: Adam, roles: [admin]}\n  - {email: ola@lumi.example.pl, name: A, roles: [admin]",
            [
                "line 42: Agent ola@lumi.example.pl: its browser would ring as that of ola@lumi-example.pl. Change one address."
            ],
            id="two addresses that ring as one browser",
        ),
        pytest.param(
            "adam@lumi.example",
            "adam",
            ['line 41: Agent adam: "adam" is no e-mail address. Write one like anna@shop.example.'],
            id="an address that is none",
        ),
        pytest.param(
            "sales: 3",
            "sales: 9",
            [
                "line 39: Agent ola@lumi.example, departments, sales: skill 9 is not on the scale. Write 1 (a little) to 5 (best)."
            ],
            id="a skill off the scale",
        ),
        pytest.param(
            "sales: 3",
            "sale: 3",
            [
                'line 13: warning: Department "sales": no agent answers for it. Add it to the departments of an agent.',
                'line 39: Agent ola@lumi.example, departments, sale: department "sale" does not exist. Did you mean "sales"?',
            ],
            id="a skill in an unknown department",
        ),
        pytest.param(
            "languages: [pl], rings",
            "languages: [de], rings",
            [
                'line 40: Agent ola@lumi.example, languages: "de" is not a language of the shop (pl, en). Add it to shop, languages or remove it.'
            ],
            id="a language that the shop has not",
        ),
        pytest.param(
            "rings: browser",
            "rings: mobile",
            [
                'line 40: Agent ola@lumi.example, rings: "mobile" cannot be rung. Write browser, a phone number or a sip: address.'
            ],
            id="a phone that is none",
        ),
        pytest.param(
            "rings: browser",
            'rings: "+48226012211"',
            [
                "line 40: Agent ola@lumi.example, rings: +48226012211 is a number of the shop, which would ring itself. Write the agent's own."
            ],
            id="a phone that is the shop's own",
        ),
        pytest.param(
            "rings: browser",
            'rings: "+48123"',
            ["line 40: Agent ola@lumi.example, rings: +48123 is not a number that exists. Check its digits."],
            id="a phone that does not exist",
        ),
        pytest.param(
            "rings: browser",
            "deputy: adm@lumi.example",
            [
                'line 40: Agent ola@lumi.example, deputy: agent "adm@lumi.example" does not exist. Did you mean "adam@lumi.example"?'
            ],
            id="an unknown deputy",
        ),
        pytest.param(
            "rings: browser",
            "deputy: Ola@lumi.example",
            [
                "line 40: Agent ola@lumi.example, deputy: nobody stands in for themselves. Name another agent, or remove it."
            ],
            id="one's own deputy",
        ),
        pytest.param(
            "rings: browser",
            "deputy: adam@lumi.example",
            [
                "line 40: warning: Agent ola@lumi.example, deputy: adam@lumi.example shares no department with this agent, so never stands in. Name an agent who does."
            ],
            id="a deputy of other departments",
        ),
        pytest.param(
            "roles: [admin]",
            "roles: [supervisor]",
            [
                "line 38: warning: Agents: nobody has the role admin, so nobody can change the line in the panel."
            ],
            id="nobody who can change the line",
        ),
        pytest.param(
            ", departments: {sales: 3, repairs: 1}",
            "",
            [
                'line 13: warning: Department "sales": no agent answers for it. Add it to the departments of an agent.',
                'line 20: warning: Department "repairs": no agent answers for it. Add it to the departments of an agent.',
                "line 39: warning: Agent ola@lumi.example: an agent without departments is never rung. Add departments with skills.",
            ],
            id="an agent without departments",
        ),
    ],
)
def test_each_fault_is_a_sentence_with_its_line(
    good: str, instead_of: str, stands: str, sentences: list[str]
) -> None:
    _, faults = read_checked(good.replace(instead_of, stands, 1))
    assert [str(fault) for fault in faults] == sentences
