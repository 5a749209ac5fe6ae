"""keii reread: after an upgrade."""

from __future__ import annotations

from keii.cli.language import N_
from keii.cli.options import DossierOption, open_desk
from keii.cli.output import progress, say


def reread(dossier: DossierOption = None) -> None:
    """Read stored clips again where an earlier engine read them, and say how many."""
    with open_desk(dossier) as desk:
        count = sum(1 for _ in progress(desk.reread(), None, N_("Reading")))
    say("clips read again: {0}", count)
