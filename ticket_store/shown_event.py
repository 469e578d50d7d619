"""A stored webhook as a page may show it: the addresses and tokens of the carrier stay in the store. Pure."""

import json

LEFT_OUT = "(left out)"
# Whoever has a recording's address may be able to fetch it without us; the others prove who called.
_KEPT_BACK = frozenset({"RecordingUrl", "CallToken", "StirPassportToken"})


def shown(body: str | None) -> str | None:
    """The body with what nobody needs to see left out; one that is no JSON object is shown as it is."""
    try:
        fields = json.loads(body or "")
    except ValueError:
        return body
    if not isinstance(fields, dict):
        return body
    safe = {name: LEFT_OUT if name in _KEPT_BACK and value else value for name, value in fields.items()}
    return json.dumps(safe, ensure_ascii=False)
