"""Where a content begins: after its source, the adverbials of the main clause, or the clause before."""

from __future__ import annotations

from keii.find.claims.bonds import Bond
from keii.find.claims.heads import classes
from keii.find.claims.lists import lists
from keii.find.claims.nouns import noun_before
from keii.find.claims.scene import Line, governed_from

_ADVERB = ("接続詞", "副詞", "感動詞")
_TIMES = ("名詞-数詞", "名詞-普通名詞-助数詞可能", "名詞-普通名詞-副詞可能", "接尾辞-名詞的", "副詞")
_AMOUNT = ("名詞-普通名詞-助数詞", "接尾辞-名詞的-助数詞", "名詞-数詞")
_LONGEST_LEAD = 12
"""A lead-in has at most this many morphemes before its comma: 「28日午後4時から首相官邸で開かれた会見で、」."""
_LONGEST_MATTER = 40
"""A matter named before a content (「…が宣言した3日間の停戦に関しては、」) has at most this many morphemes."""
_STANCE_WO = frozenset({"criticise", "deny"})
_SPOKEN_TO = frozenset({"person", "group"})
_CONDITIONS = frozenset({"ば", "なら", "たら"})
"""A condition right before a quotation is part of the content: 雨が続けば「堤防が持たない」と述べた."""


def quote_run(line: Line, end: int) -> int | None:
    """Return where the run of quotations that ends before `end` opens (「A」「B」, 「A」、「B」), or None."""
    if end - 1 not in line.quote_ends:
        return None
    head = end - 2
    while True:
        before = head - 1
        if before >= 0 and line.surf[before] in ("、", "や", "と", "・", "など"):
            before -= 1
        if before >= 1 and before in line.quote_ends:
            head = before - 1
        else:
            return head


def skip_lead(line: Line, p: int, limit: int, *, tight: bool) -> int:
    """Return the position after the lead-ins from p on: conjunctions, times, occasions, addressees with に対し.

    `tight`: a comma directly followed the source (「防衛省は、17日午前…」): a time then belongs to the content.
    """
    while p < limit:
        following = _one_lead(line, p, limit, tight=tight)
        if following == p:
            return p
        p = following
    return p


def _one_lead(line: Line, p: int, limit: int, *, tight: bool) -> int:
    if line.surf[p] == "、" or line.tag[p] == "接続詞":
        return p + 1
    comma = _comma(line, p, limit)
    done = _step(line, p, limit)
    if done > p:
        return done
    if comma is None:
        return p if tight else _occasion(line, p, limit)
    if line.tag[p].startswith(_ADVERB) and comma == p + 1:
        return comma + 1
    last = line.surf[comma - 1]
    segment = line.tag[p:comma]
    if not tight and all(t.startswith((*_TIMES, "助詞-格助詞", "連体詞", "助詞-副助詞")) for t in segment):
        return comma + 1
    if line.surf[p] in ("その", "これ", "それ", "この") and comma - p <= 5:
        return comma + 1
    if last in ("で", "に") and (at_occasion(line, comma - 1) or line.surf[comma - 3 : comma - 1] == ["の", "中"]):
        return comma + 1
    if line.surf[comma - 2 : comma] == ["に", "対し"] or line.surf[comma - 3 : comma] == ["に", "対し", "て"]:
        return comma + 1
    if last in ("後", "際", "上", "うえ", "うち", "ほか") and not tight:
        return comma + 1
    return p if tight else _occasion(line, p, limit)


def at_occasion(line: Line, end: int) -> bool:
    """Say whether the noun that ends before `end` is where one speaks: 会見, 記者|団, 首脳|会談."""
    known, surf = lists().occasions, line.surf
    return surf[end - 1] in known or (end > 1 and surf[end - 2] + surf[end - 1] in known)


def _step(line: Line, p: int, limit: int) -> int:
    """Return the position after 「会見を開き、」「国会で演説し、」「匿名を条件に、」「「…」と題する声明で、」, or p."""
    surf = line.surf
    titled = p in line.quotes and surf[p + 2 : p + 3] == ["と"] and line.lemma[p + 3 : p + 4] in _TITLED
    first = p + 4 if titled else p
    last = min(limit, first + _LONGEST_LEAD)
    if "、" not in surf[first:last]:
        return p
    comma = surf.index("、", first, last)
    if titled or surf[max(comma - 4, 0) : comma] == ["匿名", "を", "条件", "に"]:
        return comma + 1
    verb = comma - 2 if surf[comma - 1] in ("し", "て") else comma - 1
    if verb <= p or line.lemma[verb] not in lists().steps or not {"は", "が", "「"}.isdisjoint(surf[p:comma]):
        return p
    alone = line.tag[verb].startswith("名詞") or surf[verb - 1] not in ("を", "に")
    return comma + 1 if alone or at_occasion(line, verb - 1) else p


_TITLED = (["題する"], ["銘打つ"], ["名付ける"])


def _comma(line: Line, p: int, limit: int) -> int | None:
    """Return the position of the comma that ends a lead-in without a subject, topic or object."""
    for q, surf in enumerate(line.surf[p : min(limit, p + _LONGEST_LEAD + 1)], p):
        if surf == "、":
            return q if q > p else None
        if (surf in ("は", "が", "を") and line.tag[q].startswith("助詞")) or q in line.quotes:
            return None
    return None


def _occasion(line: Line, p: int, limit: int) -> int:
    """Skip 「記者会見で」「取材に」「記者団に」 that no comma closes."""
    for q, surf in enumerate(line.surf[p + 1 : min(limit, p + 9)], p + 1):
        if surf in ("で", "に") and line.tag[q].startswith("助詞-格助詞"):
            if at_occasion(line, q):
                end = q + 1
                if end < limit and (line.tag[end].startswith("助詞") or line.surf[end] in ("つい", "関し", "関する")):
                    return p  # 審議には応じない, 答弁については, キャンプ場での
                if end < limit and line.surf[end] in ("対し", "応じ", "答え", "出演"):
                    end += 1
                return end
            return p
        if surf in ("は", "が", "を", "も") or q in line.quotes or line.tag[q].startswith("動詞"):
            return p
    return p


def clause_start(line: Line, bond: Bond, lower: int, *, tight: bool, free: bool = False) -> int:
    """Return where an indirect content begins that may not begin before `lower`."""
    p = skip_lead(line, _after_but(line, lower, bond.end) if free else lower, bond.end, tight=tight)
    if bond.adnominal and bond.frame == "とする" and line.tag[bond.end - 1].startswith(_AMOUNT):
        return max(p, _argument_start(line, bond.end, p))
    if bond.frame == "よう" or (bond.cue.stance == "demand" and bond.frame == "と"):
        p = _after_dative(line, _after_opener(line, p, bond.end), bond.end)
    if bond.frame == "を":
        return max(p, _listed_from(line, governed_from(line, bond.end - 1)))
    return _after_matter(line, _after_gesture(line, p, bond.end), bond.end)


def _after_gesture(line: Line, p: int, end: int) -> int:
    """Skip what the speaker does before speaking: (増税に)懸念を示し、…, (野党を)批判し、…, (理由は)明かさず、…."""
    for q in range(end - 2, max(p + 1, end - _LONGEST_MATTER), -1):
        if line.surf[q] == "、" and _gestured(line, p, q):
            return q + 1
    return p


def _gestured(line: Line, p: int, comma: int) -> bool:
    """Say whether the clause before a comma is such an act, with no subject of its own from p on."""
    last = comma - 1
    while last > p and (line.surf[last] in ("し", "て", "ず", "せ", "に") or line.lemma[last] in ("する", "ぬ")):
        last -= 1
    if last <= p or (last == comma - 1 and not line.tag[last].startswith("動詞")):
        return False
    withheld = "ず" in line.surf[last + 1 : comma] and line.lemma[last] in _WITHHELD
    thing = line.surf[last - 2] if line.surf[last - 1] == "を" else ""
    felt = thing in lists().feelings and line.lemma[last] in lists().light
    issued = classes().get(thing) == "paper" and line.lemma[last] in _ISSUED
    if not withheld and not felt and not issued and line.lemma[last] not in lists().gestures:
        return False
    marks = [q for q in range(p + 1, last) if line.surf[q] in ("は", "が") and line.tag[q].startswith("助詞")]
    if withheld and len(marks) == 1:
        held = noun_before(line, marks[0] - (line.surf[marks[0] - 1] == "に"), p)
        return held is not None and not held.capable
    return not marks


_ISSUED = frozenset({"公表", "発表", "出す", "送る", "配る", "掲載", "載せる", "投稿", "まとめる", "採択"})
_WITHHELD = frozenset({"明らか", "明かす", "触れる", "答える", "言及", "公表", "明言", "説明"})
"""What one may not do and then speak: 時期には触れず、「検討中だ」と述べた."""


def _listed_from(line: Line, start: int) -> int:
    """Return where an object begins with what stands before it with と、 or や、: 停戦と、捕虜の解放(を求めた)."""
    while start > 2 and line.surf[start - 1] == "、" and line.surf[start - 2] in ("と", "や"):
        if not line.tag[start - 2].startswith("助詞") or not line.tag[start - 3].startswith(_LISTED):
            break
        start = governed_from(line, start - 3)
    return start


_LISTED = ("名詞", "接尾辞-名詞的")


def _after_but(line: Line, lower: int, end: int) -> int:
    """Return the position after the last 「…が、」 before `end`, behind a clause of the writer's own."""
    for p in range(end - 2, lower, -1):
        if line.surf[p] == "、" and line.tag[p - 1] == "助詞-接続助詞" and line.surf[p - 1] in ("が", "けど", "けれど"):
            return p + 1
    return lower


_OPENERS = frozenset({"受け", "踏まえ", "対し", "応じ", "控え", "通じ", "めぐり", "巡り"})
"""Verbs that end a clause before a demand: 目撃が相次いでいることを受け、小中学校に対し、…."""


def _after_opener(line: Line, p: int, limit: int) -> int:
    """Skip 「…を受け、」「…に対し、」 before a demand."""
    for q in range(limit - 1, p + 1, -1):
        if line.surf[q] == "、" and line.surf[q - 1 - (line.surf[q - 1] == "て")] in _OPENERS:
            return q + 1
    return p


def _after_dative(line: Line, p: int, limit: int) -> int:
    """Skip 「県民に」「加盟国に」 at the head of a demand, or after the last 「…したうえで、」 before it."""
    for q in range(limit - 1, p + 1, -1):
        if line.surf[q] == "に" and line.tag[q] == "助詞-格助詞":
            noun = noun_before(line, q, p)
            if noun is not None and noun.klass in _SPOKEN_TO and noun.start > p and line.surf[noun.start - 1] == "、":
                return q + 1
    for q in range(p + 1, min(limit, p + 12)):
        if line.surf[q] == "に" and line.tag[q] == "助詞-格助詞":
            noun = noun_before(line, q, p)
            if noun is None or not noun.capable:
                return p
            end = q + 1
            if line.surf[end : end + 1] == ["は"]:
                return end + 2 if line.surf[end + 1 : end + 2] == ["、"] and end + 2 < limit else p
            while end < limit and line.surf[end] in ("対し", "対して", "て", "、", "向け"):
                end += 1
            return end if end < limit else p
        if line.surf[q] in ("は", "が", "を", "、") or line.tag[q].startswith("動詞"):
            return p
    return p


def _after_matter(line: Line, p: int, end: int) -> int:
    """Skip 「…に関しては、」「…についても、」 at the head of a content."""
    for q in range(p, min(end - 3, p + _LONGEST_MATTER)):
        if line.surf[q + 1] == "、" and line.surf[q] in ("は", "も", "て", "ては", "関し"):
            mark = line.lemma[q - 2 : q] if line.surf[q] in ("は", "も") else line.lemma[q - 1 : q + 1]
            if any(lemma in ("つく", "関する", "めぐる", "巡る") for lemma in mark):
                return q + 2
    return p


def quote_start(line: Line, bond: Bond, head: int, lower: int, *, tight: bool) -> int:
    """Return where a content that ends with a quotation begins: the quotation, or its own subject or object before."""
    start = skip_lead(line, lower, head, tight=tight)
    if start >= head:
        return head
    before = line.surf[head - 1]
    if before == "を" and bond.cue.kind in _STANCE_WO and _full(line, head):
        return head
    if before in _CONDITIONS and not bond.passive and line.tag[head - 1].startswith(("助詞-接続助詞", "助動詞")):
        return max(start, _argument_start(line, head - 1, start))
    if before in ("は", "が", "を", "も", "まで") and line.tag[head - 1].startswith("助詞"):
        if line.surf[head - 2] in ("に", "で", "て", "と", "から", "の"):
            return head
        return max(start, _argument_start(line, head - 1, start))
    return head


def _full(line: Line, head: int) -> bool:
    scene = line.scene
    last = scene.closing[line.at[head]] - 1
    return scene.parse.tags[last].startswith(("動詞", "形容詞", "助動詞", "助詞-終助詞"))


def _argument_start(line: Line, p: int, lower: int) -> int:
    """Return where the phrase that ends with the particle at p begins: after the last comma before it."""
    for q in range(p - 1, lower - 1, -1):
        if line.surf[q] == "、":
            return q + 1
    return lower
