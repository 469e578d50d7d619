"""What was heard while the store was away: a line each in a local file, written through to the disk.

Each line is signed, so that nobody who can write into the folder can make up calls. `ivr.replaying` reads it back.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest, digest
from pathlib import Path

from ivr.hook import Hook

log = logging.getLogger(__name__)

_HEARD, _TAKEN = "heard.jsonl", "taken-"


@dataclass(frozen=True)
class Spooled:
    """A webhook that could not be answered from the store, and when it came."""

    hook: Hook
    at: datetime


class Spool:
    """The folder of one machine; several processes may write into it at once."""

    def __init__(self, folder: Path, secret: str) -> None:
        self._folder = folder
        self._key = digest(secret.encode(), b"hotline spool", "sha256")

    def keep(self, hook: Hook, at: datetime) -> bool:
        """Write a webhook through to the disk; False, with a line in the log, where the disk refuses too."""
        heard = {
            "at": at.isoformat(),
            "kind": hook.kind,
            "params": dict(hook.params),
            "query": dict(hook.query),
        }
        line = self._signed(json.dumps(heard, ensure_ascii=True))
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._locked("lock"):
                _append(self._folder / _HEARD, line)
        except OSError as fault:
            log.error("webhook %s of call %s could not even be spooled: %s", hook.kind, hook.call_sid, fault)  # noqa: TRY400 - the trace tells nothing more
            return False
        return True

    def is_empty(self) -> bool:
        """A glance, without a lock."""
        return not (self._folder / _HEARD).exists() and not any(self._folder.glob(f"{_TAKEN}*"))

    @contextmanager
    def take(self) -> Iterator[list[Spooled]]:
        """All that was spooled, oldest first; forgotten only if the block ends well. Nothing where another takes.

        A line that is not ours is left out, with a word in the log.
        """
        if self.is_empty():
            yield []
            return
        with self._locked("taking", wait=False) as mine:
            if not mine:
                yield []
                return
            with self._locked("lock"):
                self._set_aside()
            files = sorted(self._folder.glob(f"{_TAKEN}*"))
            yield [one for file in files for one in self._read(file)]
            for file in files:
                file.unlink()

    def _set_aside(self) -> None:
        """New lines go into a new file from here on."""
        heard = self._folder / _HEARD
        if heard.exists():
            heard.rename(self._folder / f"{_TAKEN}{heard.stat().st_mtime_ns:020}.jsonl")

    def _read(self, file: Path) -> Iterator[Spooled]:
        for number, line in enumerate(file.read_text("ascii", "replace").splitlines(), 1):
            mac, _, body = line.partition(" ")
            if not compare_digest(mac, self._mac(body)):
                log.warning("%s, line %d is not ours, or is cut short; it is left out.", file.name, number)
                continue
            heard = json.loads(body)
            hook = Hook(heard["kind"], heard["params"], heard["query"])
            yield Spooled(hook, datetime.fromisoformat(heard["at"]))

    def _signed(self, body: str) -> bytes:
        return f"{self._mac(body)} {body}\n".encode("ascii")

    def _mac(self, body: str) -> str:
        return digest(self._key, body.encode("ascii", "replace"), "sha256").hex()

    @contextmanager
    def _locked(self, name: str, *, wait: bool = True) -> Iterator[bool]:
        """Hold a lock file; the kernel gives it up whenever we end."""
        with (self._folder / name).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
                return
            yield True


def _append(path: Path, line: bytes) -> None:
    """A line that was cut short by a full disk does not spoil the next one: each begins on a line of its own."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":
            line = b"\n" + line
        if os.write(handle, line) != len(line):
            raise OSError("the disk took a part of a line only")
        os.fsync(handle)
    finally:
        os.close(handle)
