"""Frames of nouns: …との見方, …とする報告書, …する考えを示した, 調査では, 住民の話として, 取材でわかった, によると."""

from __future__ import annotations

from keii.find.claims.bonds import PREDICATE, Bond, complex_end
from keii.find.claims.cues import Hit
from keii.find.claims.lists import lists
from keii.find.claims.scene import Line, speaks

_TAILS = frozenset({"、", "。", ")", "」", "』", "】", "!", "?"})
_COPULAS = frozenset({"だ", "です", "。", "で", "だっ", "でし"})
_JUDGED = frozenset({"ため", "か", "違憲", "合憲", "違法", "適法", "有罪", "無罪", "有効", "無効", "敵失", "黒", "白"})
"""What a judgement may be without a predicate: 違憲との判断."""
_TO_LIGHT, _TO_VERB = 3, 6
"""How many morphemes after 考えを its verb stands at most: 考えを強く示した; with に between, 意向を大学側に伝えた."""
_VERB_LIKE = frozenset({"考え", "見", "思い"})
"""Cue nouns whose first morpheme Sudachi takes for a verb."""


def with_tono(line: Line, hit: Hit, floor: int) -> Bond | None:
    """との見方, という声, とする報告書: と, then の/いう/する, then the noun with at most a few words between."""
    p = hit.start
    if _absent(line, hit.end):
        return None
    if not _noun_word(line, p) or (hit.end < line.size and line.tag[hit.end].startswith(("名詞", "接尾辞-名詞的"))):
        return None
    if line.surf[p - 1] == "の" and p - 2 in line.quote_ends and _voices(line, hit, p - 1):
        return Bond(hit.cue, "との", p - 1, p - 1, _noun_stop(line, hit.end)[0], noun=p)
    for q in range(p - 2, max(floor, p - 9) - 1, -1):
        if line.surf[q : q + 2] == ["など", "の"] and q - 1 in line.quote_ends and speaks(line, q - 2):
            return Bond(hit.cue, "との", q, q, _noun_stop(line, hit.end)[0], noun=p)
        if line.surf[q] == "と" and q > floor:
            if line.surf[q + 1] not in ("の", "いう", "する", "いっ") and line.surf[q + 1 : q + 3] != ["し", "た"]:
                return None
            end = q - 1 if line.surf[q - 1] == "など" else q
            return Bond(hit.cue, "との", end, q, _noun_stop(line, hit.end)[0], noun=p) if _clausal(line, end) else None
        if line.tag[q].startswith("補助記号-読点") or line.surf[q] in ("は", "が", "を", "に", "で"):
            return None
    return None


def _absent(line: Line, p: int) -> bool:
    """Say whether what stands behind a noun says that there is none: …という報告は上がっていない, …との情報はない."""
    if line.surf[p : p + 1] not in (["は"], ["も"]):
        return False
    stop = next((q for q in range(p, min(p + _NEGATION, line.size)) if line.surf[q] in ("、", "。")), p + _NEGATION)
    return "ない" in line.lemma[p:stop] or line.lemma[p + 1 : p + 3] == ["ある", "ます"]


_NEGATION = 8
"""How many morphemes behind は its ない may stand."""


def _voices(line: Line, hit: Hit, q: int) -> bool:
    """Say whether the quotation before の is what voices say: 農家から「米価を守れ」の声(が上がった)."""
    return hit.cue.id == "n-koe" and "から" in line.surf[:q] and speaks(line, q - 2)


def with_ru(line: Line, hit: Hit, floor: int) -> Bond | None:
    """…する考えを示した, …する方針だ."""
    p, end = hit.start, hit.end
    if p <= floor or not _noun_word(line, p) or not line.tag[p - 1].startswith(PREDICATE):
        return None
    if line.surf[p - 1] in ("な", "と", "か") or line.lemma[p - 1] in ("いう", "関する", "対する"):
        return None
    following = line.surf[end] if end < line.size else "。"
    if following in ("を", "も", "が"):
        if not _shown(line, end + 1):
            return None
        stop, passive = _noun_stop(line, end)
        return Bond(hit.cue, "る", p, p, stop, passive and following != "が", noun=p)
    if "るV" in hit.cue.frames or following not in _COPULAS:
        return None
    if following == "で" and line.surf[end + 1 : end + 2] not in (["、"], ["い"], ["ある"], ["あり"]):
        return None
    return Bond(hit.cue, "る", p, p, max(complex_end(line, end)[0], end), noun=p)


def _shown(line: Line, p: int) -> bool:
    """Say whether a verb of showing follows the を before p: 考えを示した, 意向を大学側に伝えた."""
    for q in range(p, min(p + _TO_VERB, line.size)):
        if line.lemma[q] in lists().light:
            return q < p + _TO_LIGHT or "に" in line.surf[p:q]
        if line.tag[q].startswith("名詞-数詞"):
            return False
    return False


def _noun_word(line: Line, p: int) -> bool:
    return line.tag[p].startswith("名詞") or line.surf[p] in _VERB_LIKE


def _clausal(line: Line, end: int) -> bool:
    """Say whether what ends before `end` can be a content: a quotation that speaks, or a predicate."""
    if end - 1 in line.aside_ends:
        end -= 2
    if end - 1 in line.quote_ends:
        return speaks(line, end - 2)
    last = end - 1
    return line.tag[last].startswith((*PREDICATE, "形状詞")) or line.surf[last] in _JUDGED or _quality(line, last)


def _quality(line: Line, p: int) -> bool:
    """Say whether a noun that is a quality stands alone at p: 妥当(との判断)."""
    return line.tag[p].endswith("形状詞可能") and p > 0 and line.tag[p - 1].startswith(("助詞", "補助記号"))


def _noun_stop(line: Line, p: int) -> tuple[int, bool]:
    """Return where 「(見方)を示した」「だ」「も出ている」 after a cue noun ends, and whether it is a passive."""
    q = p
    limit = next((r for r in range(p, min(line.size, p + 5)) if r in line.quotes), min(line.size, p + 5))
    while q < limit and not line.tag[q].startswith(("動詞", "助動詞")) and line.surf[q] not in _TAILS:
        if line.tag[q].startswith("名詞-普通名詞-サ変可能") and q > p:
            break
        q += 1
    if q < line.size and q not in line.quotes and line.surf[q] not in _TAILS:
        return complex_end(line, q + 1)[:2]
    return q, False


def with_according(line: Line, hit: Hit, floor: int) -> Bond | None:
    """Noun phrase + によると, によりますと, によれば."""
    p = hit.start
    if line.tag[p].startswith("名詞"):  # いわく needs no に
        if hit.end < line.size and hit.end in line.quotes:
            return None
    else:
        p -= 1
        if p <= floor or line.surf[p] != "に":
            return None
    if p <= floor or line.surf[p - 1] in ("場合", "地震", "これ"):
        return None
    stop = hit.end + (line.surf[hit.end - 1] == "ます")
    if line.surf[stop : stop + 1] in (["思わ"], ["見"], ["み"], ["い"]):
        return None
    return Bond(hit.cue, "によると", p, p, stop)


def with_dewa(line: Line, hit: Hit, floor: int) -> Bond | None:
    """調査では, X の発表では, X が伝えたところでは."""
    e = hit.end
    fits = hit.start >= floor and line.surf[e : e + 2] == ["で", "は"]
    if line.surf[hit.start] == "ところ":
        fits = fits and hit.start > 0 and line.lemma[hit.start - 1] == "た"
    return Bond(hit.cue, "では", e, hit.start, e + 2) if fits else None


def with_story(line: Line, hit: Hit, floor: int) -> Bond | None:
    """住民の話として."""
    if hit.start <= floor or line.surf[hit.start - 1] != "の" or line.surf[hit.end : hit.end + 1] != ["て"]:
        return None
    return Bond(hit.cue, "話として", hit.start - 1, hit.start, hit.end + 1)


_KNOWN_NEAR = 9
"""How many morphemes may stand between 取材で and わかった (「取材で9日、新たに分かった」 has 7)."""


def with_known(line: Line, hit: Hit, floor: int) -> Bond | None:
    """関係者への取材でわかった. The bond's `end` is where the source ends; `noun` is こと's position, -1: none."""
    p, e = hit.start, hit.end
    if p < 2 or line.surf[e : e + 1] != ["で"] or line.surf[p - 1] != "の":
        return None
    known = next((q for q in range(e + 1, line.size) if line.lemma[q] in lists().known), None)
    if known is None:
        return None
    end = p - 2 if line.surf[p - 2] == "へ" else p - 1
    koto = next((q for q in range(end - 1, floor, -1) if line.surf[q : q + 2] == ["こと", "が"]), -1)
    stop = complex_end(line, known + 1)[0]
    later = next((q for q in range(e + 2, known) if line.surf[q : q + 2] == ["こと", "が"]), -1) if koto < 0 else -1
    if later > 0:  # 関係者への取材で、…ことが分かった
        return Bond(hit.cue, "調査で", later, end, stop, noun=e + 1 + (line.surf[e + 1] == "、"))
    return Bond(hit.cue, "取材", end, end, stop, noun=koto) if known < e + _KNOWN_NEAR else None
