"""Frames with と: 「…」と述べた, …と発表した, …としている, …とする報告."""

from __future__ import annotations

from keii.find.claims.bonds import (
    MAY_BREAK,
    NOUN,
    PREDICATE,
    Bond,
    adnominal,
    amount_before,
    bond_of,
    breaks,
    complex_end,
    verbal,
)
from keii.find.claims.cues import Hit, cue_by_id
from keii.find.claims.lists import lists
from keii.find.claims.scene import Line, speaks

_REACH = 20
"""How many morphemes may stand between と and its verb (「…と、国連難民高等弁務官事務所が先月末に発表した」 has 15)."""
_SETTLED = frozenset({"た", "だ", "たい", "だろう", "です", "ます"})
"""After these と cannot be a condition: 客が減ったと嘆く, but not 雨が降ると喜ぶ."""
_TOGETHER = frozenset(
    {"とも", "ともに", "共", "共に", "同時", "一緒", "いっしょ", "同様", "同じ", "違い", "違っ", "異なり", "比べ"}
)
"""と before these joins two things: …するとともに, …と同時に."""
_YES = frozenset({"そう", "まだ", "もう", "はい", "いいえ", "ぜひ", "もちろん"})
"""Adverbs that are words of their own before と; others say how one speaks: 淡々と, きっぱりと語った."""
_NOUNS_AFTER = (["を"], ["が"], ["は"], ["の"], ["も"], ["に"])
"""と between two terms in marks joins them: 「和解」と「対話」を掲げた."""
_DOUBTS = frozenset({"言え", "いえ", "言い", "限ら", "かぎら", "思え", "考え"})
"""と before these is no quotation: …とは言えない, …とは限らない."""
_BARE_END = (*NOUN, "形状詞", "副詞", "助詞-副助詞", "補助記号-括弧閉", "助詞-格助詞")
_PARTICLES = ("助詞-係助詞", "助詞-格助詞")


def with_to(line: Line, hit: Hit, floor: int) -> Bond | None:
    """Clause or quotation + と + verb."""
    if not verbal(line, hit) or line.surf[hit.start] == "いう":
        return None
    q = find_to(line, hit.start, floor)
    if q is None:
        return None
    end = q - 1 if line.surf[q - 1] in ("など", "なんて") else q
    bare = line.tag[end - 1].startswith(NOUN) and line.surf[end - 1] != "もの" and not _stated(line, end)
    if bare and not (_topical(line, floor, end) or amount_before(line, end)):
        return None
    return None if _intends(line, end) else bond_of(line, hit, "と", end)


def _stated(line: Line, end: int) -> bool:
    """Say whether the noun before `end` says how things are, as with だ after it: 違法(と判断した)."""
    return line.tag[end - 1] == "名詞-普通名詞-形状詞可能"


def with_quote(line: Line, hit: Hit, floor: int) -> Bond | None:
    """Quotation + と + verb; a clause + と only right before an expression of several words (と苦言を呈した)."""
    if not verbal(line, hit):
        return None
    q = find_to(line, hit.start, floor)
    if q is None:
        return None
    end = q - 1 if line.surf[q - 1] in ("など", "なんて", "だ") else q
    near = q == hit.start - 1 and line.tag[end - 1].startswith(PREDICATE)
    settled = line.surf[end - 1] in _SETTLED or line.tag[end - 1].startswith("形容詞")
    clause = near and (hit.end - hit.start > 1 or settled)
    return bond_of(line, hit, "と", end) if end - 1 in line.quote_ends or clause else None


def find_to(line: Line, p: int, floor: int) -> int | None:
    """Return the position of the quotative と (って) that a verb at p governs, or None."""
    for q in range(p - 1, max(floor, p - _REACH) - 1, -1):
        surf = line.surf[q]
        if surf in ("と", "って") and _quotative(line, q, near=q == p - 1 or line.surf[q + 1] in ("も", "は", "、")):
            return q
        if surf in MAY_BREAK and (surf == "。" or breaks(line, q)):
            return None
    return None


def _quotative(line: Line, q: int, *, near: bool) -> bool:
    following = line.surf[q + 1 : q + 3]
    if q == 0 or following[:1] in (["の"], ["する"], ["いう"]) or following == ["いっ", "た"]:
        return False
    if _joining(line, q):
        return False
    if following[:1] == ["し"] and following[1:] in (["た"], ["て"], ["、"]):
        return False
    before, tag = line.surf[q - 1], line.tag[q - 1]
    if tag.startswith(("形状詞-タリ", "副詞")) and before not in _YES:
        return False
    if q - 1 in line.quote_ends or before in ("など", "だ"):
        return True
    if line.tag[q] == "助詞-接続助詞" and not near and following[:1] == ["、"]:
        return False
    if tag.startswith(PREDICATE) or before in ("か", "よ", "ね", "ため", "から", "の", "もの"):
        return True
    if before == "、" and q > 1:
        return line.tag[q - 2].startswith(PREDICATE)
    return near and following[:1] != ["、"] and tag.startswith(_BARE_END)


def _joining(line: Line, q: int) -> bool:
    """Say whether the と at q joins two things or belongs to とは言えない."""
    if q + 1 >= line.size:
        return False
    following = line.surf[q + 1]
    if following == "は":
        return q + 2 < line.size and line.surf[q + 2] in _DOUBTS
    return following in _TOGETHER or (q + 1 in line.quotes and line.surf[q + 3 : q + 4] in _NOUNS_AFTER)


def _topical(line: Line, floor: int, end: int) -> bool:
    """Say whether a は or が stands in the clause before `end`: 被害は3人と話した, but not 客と話した."""
    return any(
        (line.surf[p] == "が" or (line.surf[p] in ("は", "も") and p < end - 2)) and line.tag[p].startswith(_PARTICLES)
        for p in range(end - 2, max(floor, end - 25) - 1, -1)
    )


def _intends(line: Line, end: int) -> bool:
    """Say whether the clause before `end` is a volition: 逃げよう(とする)."""
    form = line.scene.parse.forms[line.at[end - 1]]
    return form.startswith("意志推量形") and line.lemma[end - 1] not in ("だ", "です", "ます")


def with_suru(line: Line, p: int, floor: int) -> Bond | None:
    """Return the bond of とする at する's position p: としている, とした, とし、, として、, とする報告."""
    q = p - 1
    if line.surf[q] in ("も", "は") and q > floor:
        q -= 1
    if q <= floor or line.surf[q] != "と":
        return None
    stop, passive, negative = complex_end(line, p + 1)
    if passive or negative or _intends(line, q):
        return None
    end = q - 1 if line.surf[q - 1] == "など" else q
    if line.surf[p + 1 : p + 2] == ["て"] and end - 1 not in line.quote_ends and _charged(line, p):
        return None
    form = "".join(line.surf[p:stop])
    if not _states(line, end, floor, form):
        return None
    comma = form == "する" and line.surf[stop : stop + 1] == ["、"]
    stop += comma
    leans = adnominal(line, stop) or (comma and stop < line.size and line.tag[stop].startswith(NOUN))
    if leans and amount_before(line, end) and not _said_after(line, stop):
        return None
    if (
        form == "する"
        and line.surf[stop : stop + 1] in (["こと"], ["の"], ["ため"], ["方向"])
        and end - 1 not in line.quote_ends
    ):
        return None
    return Bond(cue_by_id()["toshite"], "とする", end, q, stop, False, leans, stop if leans else -1)


def _charged(line: Line, p: int) -> bool:
    """Say whether the sentence goes on with an arrest: …だまし取ったとして、警察は男を逮捕した."""
    charges = lists().charges
    return any(lemma in charges for lemma in line.lemma[p:])


def _said_after(line: Line, p: int) -> bool:
    """Say whether a noun of saying heads the noun phrase that begins at p: 羽州電力の主張."""
    for q in range(p, min(p + 8, line.size)):
        if line.surf[q] in lists().saying_nouns:
            return True
        if line.surf[q] in ("を", "は", "が", "、"):
            return False
    return False


def _states(line: Line, end: int, floor: int, form: str) -> bool:
    """Say whether what stands before とする is a content and not what something is made into (目標とする)."""
    if end - 1 in line.aside_ends and end - 3 in line.quote_ends:
        return True
    if end - 1 in line.quote_ends:
        if form == "して":
            return speaks(line, end - 2, long=False)
        return speaks(line, end - 2) or line.surf[end - 3 : end - 2] != ["を"]
    last, tag = line.surf[end - 1], line.tag[end - 1]
    if tag.startswith(PREDICATE) or last in ("ため", "か", "から"):
        return True
    amount = amount_before(line, end)
    if form == "して" or (form in ("し", "する") and not amount) or last in lists().measure:
        return False
    if not tag.startswith((*NOUN, "補助記号-括弧閉", "助詞-副助詞")):
        return False
    return amount or (form.startswith("してい") and not _made(line, end, floor))


def _made(line: Line, end: int, floor: int) -> bool:
    """Say whether an object stands before the noun: 村を対象(としている)."""
    for p in range(end - 1, max(floor, end - 12) - 1, -1):
        if line.surf[p] == "を":
            return True
        if line.surf[p] in ("、", "は"):
            return False
    return False
