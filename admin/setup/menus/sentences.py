"""The line's own sentences, and what the shop says instead: grouped, searched, changed. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from admin.languages import N_
from admin.setup.menus.spoken import OwnSentences
from ticket_store.line import Line, Spoken

_PLACE = re.compile(r"\{(\w+)\}")

# Where each group begins, in the order in which the line names its sentences.
GROUPS: Mapping[str, str] = {
    "welcome": N_("In the menus"),
    "incident_text": N_("Before the menu"),
    "closed": N_("Closed, or nobody there"),
    "connecting": N_("While waiting"),
    "callback_promised": N_("A callback is asked for"),
    "message_ask": N_("A message is left"),
    "agent_gone": N_("The end of a call"),
    "agent_call": N_("To agents"),
    "ask_pin": N_("To an agent who calls about the status"),
    "alarm": N_("To whoever is told of an alarm"),
    "promise_line": N_("To who calls again"),
    "promise_keys": N_("A promise is changed"),
    "customer_callback": N_("To a customer whom we ring"),
    "text_promised": N_("Answers to text messages"),
    "language_pl": N_("Names of languages"),
}


@dataclass(frozen=True)
class Sentence:
    """One sentence: the line's own text and what the shop says instead, by language."""

    name: str
    texts: Mapping[str, str]
    own: Mapping[str, Spoken]

    @property
    def places(self) -> tuple[str, ...]:
        """What is filled in when it is said: department, key, and so on."""
        found = (place for text in self.texts.values() for place in _PLACE.findall(text))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Group:
    title: str
    sentences: tuple[Sentence, ...]


def sentence_of(sentences: OwnSentences, line: Line, name: str) -> Sentence | None:
    """None for a name that the line does not say, and that the shop does not either."""
    own = {language: said for (other, language), said in line.prompts.items() if other == name}
    return Sentence(name, sentences.get(name, {}), own) if name in sentences or own else None


def groups_of(sentences: OwnSentences, line: Line, sought: str = "") -> tuple[Group, ...]:
    """All sentences in their groups, or those in whose name or texts the words stand; empty groups are left out."""
    groups: dict[str, list[Sentence]] = {}
    title = ""
    for name in sentences:
        title = GROUPS.get(name, title)
        found = sentence_of(sentences, line, name)
        if found is not None and _has(found, sought):
            groups.setdefault(title, []).append(found)
    return tuple(Group(title, tuple(found)) for title, found in groups.items())


def say_instead(line: Line, name: str, own: Mapping[str, Spoken]) -> Line:
    """The line with this said instead of the sentence: per language, nothing for the line's own words."""
    said = {(name, language): one for language, one in own.items() if one.text or one.audio}
    rest = {key: one for key, one in line.prompts.items() if key[0] != name or key[1] not in own}
    return replace(line, prompts=rest | said)


def unknown_places(sentence: Sentence, text: str) -> tuple[str, ...]:
    """The places of a text that nothing fills."""
    return tuple(one for one in dict.fromkeys(_PLACE.findall(text)) if one not in sentence.places)


def _has(sentence: Sentence, sought: str) -> bool:
    return not sought or any(sought.casefold() in one.casefold() for one in _all_of(sentence))


def _all_of(sentence: Sentence) -> Iterator[str]:
    yield sentence.name
    yield from sentence.texts.values()
    yield from (one.text for one in sentence.own.values() if one.text)
