"""keii reread: after an upgrade."""

from __future__ import annotations

from collections import Counter

from keii.cli.options import DossierOption, JsonOption, open_desk
from keii.cli.output import print_json, progress, say
from keii.wording.labels import FINDINGS
from keii.wording.language import N_, t


def reread(json: JsonOption = False, dossier: DossierOption = None) -> None:
    """Read stored clips again where an earlier engine read them, and say what changed."""
    from keii.publish.rows import reread_row  # the engine is loaded by the commands that need it

    gained: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    count = 0
    with open_desk(dossier) as desk:
        conflicts = len(desk.conflicts())
        for change in progress(desk.reread(), desk.stale(), N_("Reading")):
            count += 1
            gained.update(change.gained)
            lost.update(change.lost)
            if json:
                print_json(reread_row(change))
        after, judgements = len(desk.conflicts()), sum(entry.undone_at is None for entry in desk.ledger())
    say("clips read again: {0}", count)
    if count:
        for kind, word in FINDINGS.items():
            if gained[kind] or lost[kind]:
                say("  {0}: +{1} −{2}", t(word), gained[kind], lost[kind])
        say("conflicts: {0} → {1}", conflicts, after)
        say("judgements kept: {0}", judgements)
