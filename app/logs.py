"""One way to log for all processes: lines on stderr, without whole telephone numbers.

JSON for machines; plain text where a person looks on.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime

_NUMBER = re.compile(r"\+(\d{2})\d{3,10}(\d{3})\b")  # E.164: enough is left to find the call, not the person
_SECRET = re.compile(
    r"(?i)([?&]t=|(?:token|secret|password|authorization|key)\w*['\"]?\s*[=:]\s*['\"]?)[^\s'\"&,;]+"
)


def masked(text: str) -> str:
    """The text with the middle of each telephone number and every secret left out."""
    return _SECRET.sub(r"\1***", _NUMBER.sub(r"+\1*****\2", text))


class _Plain(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": masked(record.getMessage()),
        }
        if record.exc_info:
            line["traceback"] = masked(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def log_to_stderr(level: int = logging.INFO) -> None:
    """Send everything from `level` up to stderr; libraries only from WARNING up. Safe to call again."""
    handler = logging.StreamHandler(sys.stderr)
    plain = _Plain("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    handler.setFormatter(plain if sys.stderr.isatty() else _Json())
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
    for ours in ("app", "ivr", "admin", "callbacks", "call_routing", "ticket_store"):
        logging.getLogger(ours).setLevel(level)
