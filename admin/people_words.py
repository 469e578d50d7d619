"""Words about people and their doors."""

from collections.abc import Mapping

from admin.languages import N_

DOOR: Mapping[str, str] = {
    "password": N_("with the password"),
    "code": N_("with password and code"),
    "recovery": N_("with a recovery code"),
    "passkey": N_("with a passkey"),
    "company": N_("with the company's sign-in"),
}
ROLE_DOES: Mapping[str, str] = {
    "agent": N_("takes calls at the desk"),
    "supervisor": N_("sees the floor, the lists and the reports, listens to talks"),
    "admin": N_("sets the line up, manages people, sees everything but talks"),
}
