"""An agent's status as it is told to the agent: what it is, and why."""

from collections.abc import Sequence

from call_routing.people.agent_status import AgentStatus, StatusReason
from ivr.speech import Phrase, phrase

_STATUS = {
    AgentStatus.AVAILABLE.value: Phrase.STATUS_AVAILABLE,
    AgentStatus.AWAY.value: Phrase.STATUS_AWAY,
    AgentStatus.OFFLINE.value: Phrase.STATUS_OFFLINE,
}
_REASONS = {
    StatusReason.MISSED_TWICE.value: Phrase.STATUS_MISSED_TWICE,
    StatusReason.AFTER_CALL.value: Phrase.STATUS_AFTER_CALL,
    StatusReason.BY_PHONE.value: Phrase.STATUS_BY_PHONE,
    StatusReason.BY_TEXT.value: Phrase.STATUS_BY_TEXT,
}


def status_in_words(languages: Sequence[str], status: str, reason: str | None = None) -> str:
    """The status, and the reason where one is kept: a sentence each. An unknown reason is left unsaid."""
    said = phrase(languages, _STATUS[status])
    kind, _, who = (reason or "").partition(":")
    if kind == StatusReason.SET_BY and who:
        return f"{said} {phrase(languages, Phrase.STATUS_SET_BY, name=who)}"
    if kind in _REASONS:
        return f"{said} {phrase(languages, _REASONS[kind])}"
    return said
