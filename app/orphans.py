"""No process outlives the one that started it.

A server that is killed with -9 cannot stop its workers: they would go on answering with what they knew, on a
port that the next server shares with them.
"""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from typing import NoReturn

SUPERVISED = "HOTLINE_SUPERVISED"
_LOOK_EVERY_S = 0.5
_SUCCESSOR_TAKES_S = 5.0
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def leave_with_parent(*, after_s: float = 0.0) -> None:
    """End this process `after_s` after its parent has ended: SIGTERM, and five seconds later for good."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_EVERY_S)
        time.sleep(after_s)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)
        os._exit(1)

    threading.Thread(target=watch, name="leave-with-parent", daemon=True).start()


def is_supervised() -> bool:
    """Whether `hotline run` or `hotline demo` started this process."""
    return bool(os.environ.get(SUPERVISED))


def leave_to_successor() -> None:
    """`leave_with_parent`, but under `hotline run` not before the next server is there: no caller meets a closed port.

    What both know comes from the database, so it does no harm that they answer side by side for a moment.
    """
    leave_with_parent(after_s=_SUCCESSOR_TAKES_S if is_supervised() else 0.0)


def leave_with_supervisor() -> None:
    """`leave_with_parent` under `hotline run` and `hotline demo`; started by hand, a process stays."""
    if is_supervised():
        if os.getppid() == 1:  # the supervisor was killed while this process began
            sys.exit(1)
        leave_with_parent()


def ending_with_us(command: Sequence[str]) -> list[str]:
    """The command for a program that is not ours, such that it gets SIGTERM when the one who ran it dies.

    Linux only; elsewhere the program is simply run.
    """
    return [sys.executable, "-m", "app.orphans", *command]


def _become(command: Sequence[str]) -> NoReturn:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)  # stays over the exec
    os.execvp(command[0], list(command))  # noqa: S606 - the command of our own caller, no shell


if __name__ == "__main__":
    _become(sys.argv[1:])
