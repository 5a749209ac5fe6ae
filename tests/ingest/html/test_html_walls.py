"""壁: what stands where an article should is refused with its reason; an article beside a box to log in is taken."""

# ruff: noqa: E501  # a page is easier to see on one line

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from keii.errors import FormatError
from keii.ingest.html.page import page_of
from keii.ingest.html.walls import NAMES, Sign, matches, signs
from keii.ingest.take import take
from keii.ingest.web import page_clips
from keii.records.clip import Clip
from keii.records.fetched import Fetched
from keii.records.order import Order
from keii.records.problem import Problem

HEADER = '<header><a href="/">みなと新聞</a><nav><a href="/kuni/">国内</a><a href="/keizai/">経済</a></nav></header>'
FOOTER = '<footer><a href="/kiyaku/">利用規約</a> © 2031 みなと新聞社</footer>'
FIELDS = (
    '<p>メールアドレス<input type="email"></p><p>パスワード<input type="password" name="pw"></p><button>送る</button>'
)
LOGIN_BOX = f'<div class="header-login"><form action="/member/login" method="post">{FIELDS}</form></div>'
SENTENCE = "山川市は9日、灯台の修復を始めた。費用は寄付で賄い、来年3月の完成を目指す。"


def site(title: str, body: str, *, head: str = "", top: str = HEADER) -> str:
    return (
        f"<!DOCTYPE html><html lang='ja'><head><title>{title}</title>{head}</head><body>{top}<main>{body}</main>{FOOTER}"
        "</body></html>"
    )


WALLS = {
    "login": [
        site("ログイン | みなと新聞", f"<h1>会員ログイン</h1><form action='/login.do'>{FIELDS}</form>"),
        site("みなと新聞", f"<h2>ログイン</h2><div class='login-box'><form action='/auth/session'>{FIELDS}</form></div>"
             "<p>パスワードをお忘れの方はこちら</p><p>会員登録がお済みでない方は新規登録をお願いします。</p>"),
        site("ログイン - みなと新聞デジタル", "<h1>ログイン</h1><p>この先をご覧になるにはログインが必要です。</p>"
             f"<form action='https://id.example.jp/sso/start'>{FIELDS}</form>", head="<meta name='robots' content='noindex'>"),
        site("新規会員登録｜みなと新聞", "<h1>新規会員登録</h1><p>必要な項目を入力してください。</p>"
             f"<form action='/account/new'>{FIELDS}</form>"),
        site("Sign in", f"<h1>Sign in</h1><form action='/signin'>{FIELDS}</form>", top=""),
        site("みなと新聞", f"<p>記事を読むにはログインしてください。</p><form action='/login'>{FIELDS}</form>",
             head="<meta name='robots' content='noindex,nofollow'>"),
        site("みなと新聞", "<p>このコンテンツは会員のみ閲覧できます。</p><p>すでに会員の方はログインしてください。</p>"),
    ],
    "consent": [
        site("Cookieの使用に関する同意", "<p>当サイトはCookieを使用します。続けるには同意してください。</p><button>同意する</button>"),
        site("年齢確認", "<p>あなたは18歳以上ですか？</p><a href='/y'>はい</a><a href='/n'>いいえ</a>"),
        site("ご利用の前に", "<p>利用規約をお読みのうえ、内容に同意していただける場合は続けてください。</p>",
             head="<meta name='robots' content='noindex'>"),
        site("Before you continue to example", "<p>プライバシーポリシーに同意して続けることができます。</p>"),
    ],
    "subscribe": [
        site("電子版のお申し込み | みなと新聞", "<h1>電子版のお申し込み</h1><p>月額980円ですべての記事をお読みいただけます。</p>"),
        site("みなと新聞", "<h1>有料会員登録</h1><p>有料会員に登録すると全文をご覧いただけます。</p>",
             head="<meta name='robots' content='noindex'>"),
    ],
    "script": [
        site("Just a moment...", "<noscript>Please enable JavaScript to continue.</noscript><div id='app'></div>", top=""),
        site("みなと新聞", "<p>お使いのブラウザはJavaScriptが無効になっています。有効にしてください。</p>"),
        site("みなと新聞", "<p>ロボットではないことを確認しています。しばらくお待ちください。</p>"),
        site("アクセス確認中", "<p>ブラウザを確認しています。この処理は自動で行われます。</p>"),
    ],
    "error": [
        site("ページが見つかりませんでした | みなと新聞", "<h1>404 Not Found</h1><p>お探しのページは見つかりませんでした。</p>"),
        site("みなと新聞", "<p>この記事は掲載期間を終了しました。</p><p>トップページへ戻ってください。</p>"),
        site("みなと新聞", "<h1>エラーが発生しました</h1><p>ただいまアクセスが集中しております。</p>"
             "<p>しばらくたってからもう一度お試しください。</p>"),
        site("メンテナンス中のお知らせ", "<p>現在、システムのメンテナンスを行っております。ご不便をおかけします。</p>"),
        site("Request Rejected", "<p>The requested URL was rejected. Your support ID is 123.</p>", top=""),
        site("認証エラー", "<p>セッションの有効期限が切れました。もう一度ログインしてください。</p>"),
        site("ただいま大変混雑しております", "<p>ただいま大変混雑しております。しばらく時間をおいてから再度アクセスしてください。</p>"),
        site("503 Service Unavailable", "<h1>503 Service Unavailable</h1>", top=""),
        site("Not Found", "<p>申し訳ございませんが、ご指定の記事は存在しません。URLをご確認ください。</p>"),
        site("みなと新聞", "<h1>記事が見つかりません</h1><p>削除されたか、アドレスが変わった可能性があります。</p>"),
        site("みなと新聞", "<p>お探しのページは、移動したか削除されたため表示できません。</p><p>お手数ですがトップページからお探しください。</p>",
             head="<meta name='robots' content='noindex'>"),
    ],
}  # fmt: skip
DATED = "<p>2031年5月10日 18時30分</p>"
ARTICLES = {
    "a box to log in in the header": site(
        "灯台の修復始まる | みなと新聞", f"<h1>灯台の修復始まる</h1>{DATED}<p>{SENTENCE}</p>", top=HEADER + LOGIN_BOX
    ),
    "the same without a date": site("灯台の修復始まる", f"<h1>灯台の修復始まる</h1><p>{SENTENCE}{SENTENCE}</p>", top=LOGIN_BOX),
    "a comment form for members": site(
        "灯台の修復始まる",
        f"<h1>灯台の修復始まる</h1>{DATED}<p>{SENTENCE}</p><div id='comments'><p>コメントするにはログインしてください。</p>"
        f"<form action='/login'>{FIELDS}</form></div>",
    ),
    "on a leak of passwords": site(
        "ログイン情報の流出相次ぐ",
        f"<h1>ログイン情報の流出相次ぐ</h1>{DATED}<p>県警は、パスワードを使い回さないよう呼びかけている。</p>"
        "<p>ログインの記録を調べたところ、会員登録の際の情報が外に出ていた。</p>",
    ),
    "on a page that was not found": site(
        "港の案内板「ページが見つかりません」", f"<h1>港の案内板「ページが見つかりません」</h1>{DATED}<p>{SENTENCE}</p>",
    ),
    "one sentence of an agency": site("港で船が衝突、けが人なし", f"<h1>港で船が衝突、けが人なし</h1>{DATED}<p>海保が調べている。</p>"),
    "the beginning of what members may read": site(
        "灯台の修復始まる", f"<h1>灯台の修復始まる</h1>{DATED}<p>{SENTENCE}</p><p>この記事は有料会員限定です</p>"
        "<p>会員登録すると続きをお読みいただけます</p>",
    ),
    "a banner about cookies": site(
        "灯台の修復始まる", f"<h1>灯台の修復始まる</h1><p>{SENTENCE}{SENTENCE}</p>"
        "<div class='cookie-banner'><p>当サイトはCookieを使用します。続けるには同意してください。</p></div>",
    ),
    "words for those without scripts": site(
        "灯台の修復始まる", f"<noscript>JavaScriptを有効にしてください。</noscript><h1>灯台の修復始まる</h1>{DATED}<p>{SENTENCE}</p>"
    ),
    "on a service that is down": site(
        "システム障害で窓口混雑", "<h1>システム障害で窓口混雑</h1><p>県は灯台の修復を始めた。銀行は「ただいまアクセスが集中している」との掲示を出した。</p>"
        "<p>利用者からは「ログインできない」との声が上がった。</p>",
    ),
    "on a site one has to register at": site(
        "県、登録サイトを開設", "<h1>県、登録サイトを開設</h1><p>県は灯台の修復を始めた。利用には会員登録とログインが必要になる。</p>"
    ),
    "a note above a form": site("メモ", f"<p>灯台の修復を始めた。</p><form action='/login'>{FIELDS}</form>"),
    "not to be indexed": site(
        "灯台の修復始まる", f"<h1>灯台の修復始まる</h1><p>{SENTENCE}{SENTENCE}</p>",
        head="<meta name='robots' content='noindex'>", top=HEADER + LOGIN_BOX,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "html"), [(kind, html) for kind, pages in WALLS.items() for html in pages])
def test_a_wall_is_called_what_it_is(kind: str, html: str) -> None:
    page = page_of(html.encode(), url="https://news.example.jp/2031/05/10/a1.html")
    assert (page.wall, bool(page.wall_shown)) == (NAMES[kind], True)


@pytest.mark.parametrize("html", ARTICLES.values(), ids=ARTICLES)
def test_an_article_is_taken(html: str) -> None:
    page = page_of(html.encode(), url="https://news.example.jp/2031/05/10/a1.html")
    assert page.wall is None
    (clip,) = take(html.encode(), name="a1.html").clips
    assert "海保" in clip.text or "灯台の修復を始めた" in clip.text or "県警は" in clip.text


@pytest.mark.parametrize("sign", [sign for sign in signs() if sign.where != "form"], ids=lambda sign: sign.id)
def test_every_row_by_its_example_and_its_near_miss(sign: Sign) -> None:
    assert matches(sign, sign.example)
    assert not matches(sign, sign.near_miss)


def test_a_saved_wall_is_refused_with_its_reason() -> None:
    with pytest.raises(FormatError, match="no article but a page to log in or register") as caught:
        take(WALLS["login"][0].encode(), name="a1.html")
    assert "(ログイン · " in str(caught.value)
    assert "input type=password" in str(caught.value)


def fetched(html: str, url: str) -> Fetched:
    body = html.encode()
    return Fetched(
        url=url, final_url=url, status=200, unchanged=False, moved_to=None, content_type="text/html", charset="utf-8",
        headers=(), validator=None, body=body, sha256=sha256(body).hexdigest(), fetched_at=datetime(2031, 5, 10, tzinfo=UTC),
    )  # fmt: skip


def test_a_fetched_wall_gives_the_reason_and_no_clip() -> None:
    url = "https://id.example.jp/login?to=a1"
    (problem,) = page_clips(fetched(WALLS["login"][5], url), Order(), day=date(2031, 5, 10))
    assert isinstance(problem, Problem)
    assert problem.code == "K1005"
    assert problem.args[3] == NAMES["login"]
    assert problem.args[4].startswith("記事を読むにはログインしてください。 · /login")
    (clip,) = page_clips(fetched(ARTICLES["a box to log in in the header"], url), Order())
    assert isinstance(clip, Clip)
