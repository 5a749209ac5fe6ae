"""型: the patterns behind the shapes of lines. Their words are rows of words.tsv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from keii.tables.load import load


@dataclass(frozen=True, slots=True)
class Word:
    """語: a word that makes a line one of a shape; `example` is a line it does that to."""

    shape: str
    word: str
    example: str
    source: str


@cache
def any_of(shape: str) -> str:
    """Return a pattern for any of the words of a shape, the longest first."""
    words = {row.word for row in load("keii.ingest.scrap", "words.tsv", Word) if row.shape == shape}
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


DAY = r"\d{1,2}日"
STOP = re.compile(r"。[」』)]*$|[！？!?][」』)]*$")
WHOLE_QUOTE = re.compile(r"(?:\([^()]{2,24}\))?[「『“].*(?:[」』”]|\([^()]{2,24}\))$")
EMOJI = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u203c\u2049]")
DATELINE = re.compile(
    rf"【[^【】。]{{1,20}}?(?:[=＝][^【】]{{1,20}}|共同|時事|支局|{DAY}[^【】]{{0,15}}|"
    rf"[ァ-ヴー]{{2,}}[一-龯]{{2,4}}|[ 　][^【】]{{1,15}})】(?=.)"
    rf"|\[[^\[\]。]{{1,24}}{DAY}[^\[\]]{{0,24}}\](?=.)"
    rf"|\([^()。]{{1,20}}(?:{DAY} ?[^()]{{0,12}}|通信|日報|新聞|発|共同|時事|AFP|ロイター)\)(?=[^「])"
    rf"|(?:〔|［)[^〕］。]{{1,24}}(?:{DAY}|共同|時事|＝)[^〕］]{{0,16}}(?:〕|］)(?=.)"
)
BRACKETED = re.compile(
    r"(?:【[^【】]{2,90}(?:】|$)|〈[^〈〉]{2,60}〉|＜[^＜＞]{2,60}＞|<[^<>]{2,60}>|《[^《》]{2,60}》|≪[^≪≫]{2,60}≫)$"
)
TAGGED = re.compile(
    r"(?:[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\ufe0f ]*)【(?!写真|図|動画|画像|関連|"
    r"SNS|拡散)[^【】]{1,16}】(?=[^\s])"
)
MARKED = re.compile(r"[◇◆■▼▽●○◎▲△▶►☆★□※◉](?![0-9]|$) ?(?P<words>[^。]{1,60})$")
CREDIT = re.compile(
    r"^(?:\(c\)|©|copyright|\(C\))|^(?:無断(?:転載|複写)|転載を?禁|配信[::]|提供[::]|出典[::]|ソース[::]|引用元[::]|文責)|無断(?:転載|複製)[^。]{0,16}(?:禁|ません)"
    r"|^[\(\[【<〈]?(?:翻訳|編集|取材|執筆|記者|文|構成|聞き手|担当|訳)(?:[・/、 ](?:翻訳|編集|取材|執筆|"
    r"記者|写真|構成))*[::]",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"^[\(\[【]?[^\s。、()]{1,12}(?:[=＝][^\s。、()]{2,16})?(?:記者|特派員|支局長|論説委員|編集委員)[\)\]】]?$"
    r"|[\(（〔\[](?:[^()（）。]{1,24}(?:[=＝ ]|発|、))?(?:共同(?:通信)?|時事(?:通信)?|AFP(?:=時事)?|"
    r"ロイター|AP|聯合ニュース|タス通信|新華社|[^()（）、。\s]{2,10}(?:通信社?|新聞社?|放送|テレビ|"
    r"ニュース|タイムズ|支局|記者))[\)）〕\]]$"
)
CAPTION = re.compile(
    r"^[【\[(〈<]?(?:写真(?:説明|は|[0-9])?|図(?:表|解)?|動画|画像|イラスト|資料写真|地図|グラフ)[】\])〉>:：=＝・/ 　]"
    rf"|[=＝](?:\d{{4}}年)?(?:\d{{1,2}}月)?{DAY}[^。=＝]{{0,40}}$|\((?:代表撮影|撮影|資料写真|共同|[^()]{{1,12}}(?:撮影|提供))\)$"
)
TAGS = re.compile(
    r"^(?:[#＃][^\s#＃]{1,40}[\s　]*)+$|^[^\w「『(]{0,3}(?:https?://\S+|pic\.twitter\.com/\S+)$|^(?:RT|via) ?@\w+"
)
SPEAKER = re.compile(r"[\(（][^()（）]{2,24}[\)）][「『]|[「『“]")
NUMBERED = re.compile(r"(?:[\(（]?\d{1,2}[\)）.．、 　]|[①-⑳]|[ア-オ][ \u3000.]|[・･•‣])")
LEDE_DAY = re.compile(
    rf"(?:{DAY}(?=[、はにのまか(夜夕朝未午昼早深付]|[^\d月間目前後以])|きょう|けさ|昨日|きのう|本日|今日|昨夜|今朝|ゆうべ|おととい|[0-9]{{1,2}}月)"
)
PERSON = re.compile(
    r"[一-龯々ァ-ヴー]{2,16}[\(（](?:[ぁ-ん]{1,6}[・･ 　]?[ぁ-ん]{1,8}|"
    r"[ァ-ヴー]{2,12}[・･][ァ-ヴー・･]{2,20}|\d{2}歳?)[\)）]"
)
DEFINED = re.compile(r"[一-龯ァ-ヴー]{3,24}[\(（]([A-Z]{2,8})[\)）]|([A-Z]{2,8})[=＝][一-龯ァ-ヴー]{3,24}")
DATE_ALONE = re.compile(
    r"(?:[^\d。]{0,8}[::] ?)?(?:\d{4}|(?:令和|平成|昭和|R|H)\.?(?:\d{1,2}|元))[年/.\-](?:\d{1,2})[月/.\-]\d{1,2}日?"
    r"(?: ?[\(（][月火水木金土日][^()]{0,3}[\)）])?[ T]?(?:[午前後]{0,2} ?\d{1,2}[時:]\d{0,2}(?:分|"
    r":\d\d)?)?[^。]{0,14}$"
)


@cache
def joining() -> re.Pattern[str]:
    """つなぎ: 一方, また, 同 at the start of a line."""
    return re.compile(rf"{any_of('joining')}|同(?=[^ァ-ヴ])")


@cache
def pointing() -> re.Pattern[str]:
    """前を指す語: 同社, 同日."""
    return re.compile(f"同{any_of('pointing')}")


@cache
def related() -> re.Pattern[str]:
    """続き・関連: 「▽関連記事 …」, 「続きを読む」, with the marks before it."""
    marks = r"(?:[▶►▽▼>≫→・■◆●<\[【〈(🔗📎👇👉]|[ 　])*"
    return re.compile(rf"{marks}(?:(?:続き|つづき)は|{any_of('related')}(?:[:： 　▶►>)】〉\]をはの…]|$))")


@cache
def closed() -> re.Pattern[str]:
    """終わりの印: （以上）, （関連記事６面に）."""
    return re.compile(rf"^[\(\[]?(?:{any_of('closed')}|[^()。]{{0,12}}(?:記事|面)(?:に|へ|参照))[\)\]]?。?$")


@cache
def closing() -> re.Pattern[str]:
    """結び: …方針だ。 …という。"""
    return re.compile(rf"{any_of('closing')}。$")


@cache
def topic() -> re.Pattern[str]:
    """前置き: …をめぐって, …の疑いで, …による…で、"""
    return re.compile(rf"[^。]{{4,60}}?(?:{any_of('topic')}|による[^。、]{{1,16}}で、)")


@cache
def document() -> re.Pattern[str]:
    """文書の題: …について（第3報）."""
    return re.compile(rf".{{4,}}{any_of('document')}(?: ?\([^()]{{1,12}}\))?$|.{{4,}}\(第\d{{1,3}}報\)$")


@cache
def organ() -> re.Pattern[str]:
    """発信者: …株式会社, …本部, …【公式】."""
    return re.compile(rf"[^。、「」:\d]{{2,30}}(?:{any_of('organ')}|【公式】)$")
