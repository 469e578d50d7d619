"""Sentences that many checks share: what does not exist and what may be meant, what lies outside its bounds."""

import difflib
from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

from admin.shop_file.values import write_duration
from call_routing.sentence import Sentence, sentence

Noun = Literal["hours", "department", "menu", "agent"]
SKILLS = range(1, 6)


def no_such(noun: Noun, name: str) -> Sentence:
    """The opening sentence of a fault about a name that nothing bears; `nearest` closes it."""
    match noun:
        case "hours":
            return sentence('hours "%(name)s" do not exist.', name=name)
        case "department":
            return sentence('department "%(name)s" does not exist.', name=name)
        case "menu":
            return sentence('menu "%(name)s" does not exist.', name=name)
        case "agent":
            return sentence('agent "%(name)s" does not exist.', name=name)


def nearest(name: str, known: Iterable[str]) -> Sentence:
    """The closing sentence of a fault about an unknown name."""
    known = list(known)
    if not known:
        return sentence("There is none yet.")
    return alike(name, known) or sentence("Known are: %(names)s.", names=", ".join(known))


def alike(name: str, known: Iterable[str]) -> Sentence | None:
    """The known name that is probably meant, as a question; nothing where none is like it."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return sentence('Did you mean "%(name)s"?', name=near[0]) if near else None


def outside(figure: int, least: int, most: int) -> Sentence:
    return sentence(
        "%(figure)s is too few or too many. Write %(least)s to %(most)s.",
        figure=figure,
        least=least,
        most=most,
    )


def out_of(span: timedelta, least: timedelta, most: timedelta) -> Sentence:
    return sentence(
        "%(span)s is too short or too long. Write %(least)s to %(most)s.",
        span=write_duration(span),
        least=write_duration(least),
        most=write_duration(most),
    )


def off_the_scale(skill: int) -> Sentence:
    return sentence(
        "skill %(skill)s is not on the scale. Write %(least)s (a little) to %(most)s (best).",
        skill=skill,
        least=SKILLS[0],
        most=SKILLS[-1],
    )
