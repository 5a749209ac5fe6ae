"""Stance and manner of a claim, from its cue and the tail of its content."""

from __future__ import annotations

import re

from keii.find.claims.cues import Cue, stance_of
from keii.records.claim import Manner, Stance


def _endings(*rows: tuple[str, str]) -> re.Pattern[str]:
    """Return the pattern of endings. A row: its beginnings, blanks between them, and what follows any of them.

    Each way to end thus begins with a letter, so that a search leaps to where one may begin: half the time or less
    (2026-11).
    """
    ways = [begin + rest for begins, rest in rows for begin in begins.split()]
    return re.compile(f"(?:{'|'.join(ways)})$")


_NONE = "(?:ない|なかった|ありません|存在しない)"
_NOT = "(?:いない|いません)"
_CONJECTURE = _endings(
    ("可能性", "(?:が|も|は)(?:ある|あります|高い|大きい|否定できない|強い|出て(?:いる|きた))"),
    ("恐れ おそれ 懸念 危険性 危険 見込み 疑い 公算", "(?:が|も)(?:ある|あります|高い|強い)"),
    ("とみられ と見られ と推定され", "(?:る|ている|ます)"),
    ("と思われ", "(?:る|ます)"),
    ("かもしれない かもしれません かねない だろう でしょう ではないか のではないかと", ""),
    ("もよう 模様", "(?:だ)?"),
    ("見通し 見込み", "(?:だ|です)?"),
    ("の", "(?:可能性|恐れ|おそれ|危険性)"),
    ("可能性", "(?:が|も)(?:残る|残っている|拭えない)"),
    ("可能性", "を(?:示す|示している|示した|残す|秘める)"),
    ("あり得る ありうる あり得ます 起こり得る 起こりうる なり得る なりうる", ""),
    ("なり 上回り 下回り 超え 達し 遅れ 増え 減り 長引き", "そう(?:だ|です)"),
)
_DENIAL = _endings(
    ("事実", "(?:は|も)(?:一切|全く|まったく)?" + _NONE),
    ("事実", "(?:と|に)(?:は)?(?:異なる|異なります|反する|反します)"),
    ("指摘 批判 主張 見方 非難 疑い 詐欺 違反 違法", "に?は(?:全く|まったく)?当たら(?:ない|ず|ません)"),
    ("事実無根", "(?:だ|です|である)?"),
    ("でっち上げ 作り話", "(?:だ|です)?"),
    ("つもり 意図", "(?:は|も)(?:一切|全く|なく|無く|なかった|ありませんでした)"),
    ("つもりもない", ""),
    (
        "予定 計画 問題 落ち度 関係 責任 違法性 理由 記録 約束 取引 遅れ 不正 瑕疵 隠蔽 状況に",
        "(?:は|も)(?:一切|全く|まったく|特に)?" + _NONE,
    ),
    ("そうした そのような そんな", "[^。]{1,12}は(?:していない|していません|ない|ありません|存在しない)"),
    ("とは言って 関与して 確認されて 考えて 知ら 予定して 検討して 認めて 不足して 渡航して", _NOT),
    ("受け取って", "(?<!まだ受け取って)" + _NOT),
    ("答 束 名 意", "は(?:していない|していません)"),
    ("ことは", "(?:一度も|一切|全く|決して)(?:ない|なかった|ありません)"),
    ("一切", "(?:ない|していない|ありません)"),
    (
        "事実 わけ もの 判断 統合 合意 違反 強制 吸収 見直し 措置 攻撃 強行",
        "では(?:ない|ありません)",
    ),
    ("無関係", "(?:だ|です)"),
    ("覚え 心当たり", "(?:が|は|も)(?:一切|全く)?(?:ない|ありません)"),
    (
        "虚偽 デマ うそ 嘘 言いがかり 濡れ衣 ぬれぎぬ 冤罪 無実 事実誤認 捏造 ねつ造 憶測 誤報",
        "(?:だ|です|である|だった|にすぎない|に過ぎない)",
    ),
    ("行われて 行って やって", "(?:いない|いません|ない)"),
    ("して", "(?<!(?:承知|把握|理解|決定|確定|公表|確認|想定|満足|納得)して)(?<!達して)(?:いない|いません|ない)"),
)
"""How a denial of an accusation or a report ends, from the gold guide's examples and the phrases of public denials."""
_WISH = _endings(
    ("て で", "(?:ほしい|欲しい|くれ|ください|下さい|もらいたい|いただきたい|頂きたい)"),
    ("を求める 求めます", ""),
    ("お願い", "(?:する|します|したい|いたします)"),
)
_HOPE = re.compile("て(?:ほしい|欲しい|もらいたい|いただきたい|頂きたい|ください)$")
_ORDER = re.compile(
    r"(?:[えけせてねべめれげし]ろ|[てけせれめ]よ|べし|協力を|理解を|行動を|対応を|確保を|避難を|支援を|願いたい|"
    r"[守取謝帰走祈乗作残戻止]れ|[返出戻示許貸]せ|待て|立て|急げ|払え|[言買]え|[るすくつうぶむぐ]な)$"
)
_LONGEST_ORDER = 4
"""How many code points of an ending `_ORDER` looks at: 願いたい."""
_PLEA = re.compile(r"(?:べきだ|べきです|べきではない|必要だ|必要です|必要がある)$")
_PLEADING = frozenset({"uttaeru", "semaru"})
"""Rows whose quoted べきだ, 必要だ is a demand; with other verbs it stays an opinion (gold guide)."""
_REPLIES = frozenset({"say", "claim", "explain", "criticise", "announce", "testify", "think", "feel"})
_TAIL = 40
"""How many code points of an ending are looked at; the longest ending here has 32."""
_SENTENCE = re.compile("[。！？!?]")


def stance(cue: Cue, frame: str, content: str, *, direct: bool) -> Stance:
    """Return the stance of a content given by a cue in a frame; see the gold guide for what each means."""
    own = stance_of(cue)
    if own in ("deny", "demand"):
        return own
    if frame == "よう":
        return "demand"
    tail = content.rstrip("。！？!?…")
    end = tail[-_TAIL:]
    if _CONJECTURE.search(end):
        return "conjecture"
    if direct and (_asks(end) or (cue.id in _PLEADING and _PLEA.search(end))):
        return "demand"
    if not direct and _HOPE.search(end):
        return "demand"
    if cue.kind in _REPLIES and any(_DENIAL.search(part[-_TAIL:]) for part in _SENTENCE.split(tail)):
        return "deny"
    return own


def _asks(end: str) -> bool:
    """Say whether words that end so ask or order."""
    return (_WISH.search(end) or _ORDER.search(end[-_LONGEST_ORDER:])) is not None


def manner(*, starts_quoted: bool, ends_quoted: bool, holds_speech: bool) -> Manner:
    """Return the manner: the whole content is a quotation, part of it is, none of it is."""
    if starts_quoted and ends_quoted:
        return "direct"
    return "mixed" if ends_quoted or holds_speech else "indirect"
