"""The carrier's REST API over a `Carrier`: the 2010-04-01 resources that a phone line needs.

`door` lets requests in (credentials, chaos, log), `routes` is the table of what exists, the other files
are the resources, `wire` is how they are written.
"""

from app.phone_simulator.rest.door import rest_blueprint
from app.phone_simulator.rest.log import RestLog, RestRecord

__all__ = ["RestLog", "RestRecord", "rest_blueprint"]
