"""文体: 敬体 or 常体, measured on the ends of sentences outside quotations."""

from __future__ import annotations

import re

from keii.records.clip import Register

_QUOTED = re.compile(r"「[^「」]{0,400}」|『[^『』]{0,400}』|“[^“”]{0,400}”|[（(][^（）()]{0,200}[)）]")
_END = re.compile(r"[^。！？!?\n]{1,40}(?:。|[！？!?]|$)", re.MULTILINE)
_POLITE = re.compile(
    r"(?:です|ます|ました|ません|でした|でしょう|ましょう|ください|下さい|ございます|まし(?:ょう)?た|ませ|まして|おります)"
    r"(?:か|ね|よ|よね|が|から|ので|けど)?[。！？!?]?$"
)
_PLAIN = re.compile(
    r"(?:[たただるいうくすつぬむぶぐ]|だろう|である|ない|べき|もよう|見通し|方針|構え|考え|予定|様子)[。！？!?]$"
)
_SAMPLE = 3000
"""Characters looked at: a page's register shows in its first sentences."""


def sentence_ends(text: str) -> tuple[int, int]:
    """Return how many sentences end in 敬体 and how many in 常体. Quotations and headings count for none."""
    bare = _QUOTED.sub("", text[:_SAMPLE])
    polite = plain = 0
    for end in _END.findall(bare):
        if _POLITE.search(end):
            polite += 1
        elif _PLAIN.search(end):
            plain += 1
    return polite, plain


def register_of(text: str) -> Register | None:
    """Return the register most sentences keep; None where no sentence shows it or both weigh the same."""
    polite, plain = sentence_ends(text)
    if polite == plain:
        return None
    return "polite" if polite > plain else "plain"
