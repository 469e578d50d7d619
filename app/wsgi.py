"""The web door for any WSGI server: `granian`, or `gunicorn app.wsgi:application`."""

import gc

from app.logs import log_to_stderr
from app.orphans import leave_to_successor
from app.restarted import ask_for_what_was_missed
from app.settings import Settings, load
from app.web import create_app
from app.wiring import build_house

log_to_stderr()
leave_to_successor()
_house = build_house(load(Settings))
application = create_app(_house)
ask_for_what_was_missed(_house)

# What is here now lives as long as the process: no collection needs to look through it again, and a caller
# does not wait while one does.
gc.collect()
gc.freeze()
