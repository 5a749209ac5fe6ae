"""The classes of disagreement with Recognizers-Text, one a row; the first row that holds is the class."""

from __future__ import annotations

import re

from disagree import (
    Reason,
    a_length,
    always,
    bounds_read,
    end_inside,
    guessed,
    half,
    in_two,
    no_hour,
    no_such_day,
    not_theirs,
    nothing,
    number_read,
    open_end,
    part_of_day,
    points,
    same_another_year,
    says,
    sign_lost,
    their_slip,
    timed,
    wider,
    within_ours,
)

TIMES: tuple[Reason, ...] = (
    Reason("repetition", "convention", "毎日, 毎週月曜, 2日ごと: no time of its own", lambda p: p.wanted.type == "set"),
    Reason(
        "now",
        "convention",
        "今, 今すぐ, 最近, できるだけ早く: no calendar time",
        timed("PRESENT_REF|PAST_REF|FUTURE_REF"),
    ),
    Reason(
        "now",
        "convention",
        "",
        says("^(今|今すぐ|いま|最近|近頃|現在|たった今|できるだけ早く|出来る限り早く|ぎりぎり|この間)$"),
    ),
    Reason("end inside", "convention", "4日から22日: the last day belongs to our span", end_inside),
    Reason("open end", "convention", "以降, 以前, まで, から alone: ours is the point named", open_end),
    Reason(
        "open end",
        "convention",
        "",
        lambda p: p.wanted.span_only and says("以降|以前|または.*(前|後)|以上(前|後|あと)")(p),
    ),
    Reason("business days", "not news", "営業日, 営業時間, 泊", says("営業|泊")),
    Reason("seconds", "not news", "8:00:24, 1秒: Keii's grain is the minute", says(r"[:：]\d\d[:：]|秒")),
    Reason(
        "foreign order",
        "not news",
        "02/22/2016, 4.22, 15-9-18, 8:00pm",
        says(r"^\S{0,3}[0-9０-９]{1,4}[./\-－．][0-9０-９]{1,4}([./\-,－．][0-9０-９]{1,4})?|[0-9:](am|pm)|T\d\d:"),
    ),
    Reason(
        "lunar", "not news", "dates of the old calendar", says("旧暦|農暦|陰暦|正月|初[一二三四五六七八九十]|大晦日")
    ),
    Reason("holiday", "not news", "days known by a name (母の日, 清明節)", lambda p: "Holiday" in p.case.file),
    Reason("holiday", "not news", "", says("節|記念日|デー|クリスマス|ハロウィ|イースター|感謝祭|復活祭|エイプリル")),
    Reason("bare number", "not news", "2018 alone as a year", says(r"^[0-9０-９]{4}$")),
    Reason("written in kana", "not news", "らいねん, さんじ", says("^[ぁ-ゖー\\s]+$")),
    Reason("cut by blanks", "not news", "15 日", lambda p: not p.found.spans and says(r"\d\s")(p)),
    Reason("length", "convention", "今後2日間, この3年, 2週間以内, 3時間で: ours is the length", a_length),
    Reason(
        "past years",
        "convention",
        "過去20年: ours is the calendar units before this one, theirs back from today",
        says("^過去"),
    ),
    Reason(
        "part of a day",
        "convention",
        "朝, 夕方, 夜: ours is the day, alone nothing or the day of publication",
        part_of_day,
    ),
    Reason(
        "part of a month or year",
        "convention",
        "初め, 前半, 末; 1か月前: ours keeps the grain it knows",
        lambda p: wider(p) and not says("曜|週")(p),
    ),
    Reason("half a year", "convention", "3年半 is P3Y6M, theirs 3.5 times 365 days", half),
    Reason("century", "convention", "15世紀 is 1401 to 1500, theirs 1400 to 1499", says("世紀")),
    Reason(
        "vague number",
        "convention",
        "数日, 数週間: theirs takes 3, ours leaves it open",
        says("数(年|か月|ヶ月|月|週|日|時間|分|秒)|ちょっと"),
    ),
    Reason("hours from now", "convention", "5時間後, 10分前: a clip has a day, no hour of reading", no_hour),
    Reason("points nowhere", "convention", "その日, 同じ週, 翌年, 次の日 with nothing before them; 私の一日", points),
    Reason("count of days", "convention", "22日目: only where the text gives the first day", says("日目$")),
    Reason("season alone", "convention", "夏 without a year", says("^[春夏秋冬]$")),
    Reason("no such day", "convention", "今月31日 in November: a problem is reported, no time", no_such_day),
    Reason("part of ours", "convention", "今日十時 is one time with us; the file looks for 十時 only", within_ours),
    Reason(
        "afternoon guessed",
        "convention",
        "月曜日の12時から4時: theirs moves both ends by 12 hours, or neither",
        guessed,
    ),
    Reason(
        "counted from a day",
        "unsupported",
        "明日から二日で, 昨日の2日以上前, 今から2個先",
        says("(今日|明日|昨日|今|明後日|一昨日)(から|の).*[日週年月]"),
    ),
    Reason(
        "week of a month",
        "unsupported",
        "第3週, 7月の最後の週, 18日の週, 週の残り",
        says("第.{1,3}週|の(最[初後]の)?週|週の?(初|終|残|前半|後半)|週この後"),
    ),
    Reason(
        "weekday of a month",
        "unsupported",
        "第2月曜日, 最後の水曜日 without a month; 2個先の日曜日",
        says("(第|最初|最後|最終|目|先).{0,4}曜|曜.{0,4}最"),
    ),
    Reason("next weekday", "unsupported", "次の12日; 次の金曜日 as the one of the week after", says("^次の|^前の")),
    Reason(
        "two units",
        "unsupported",
        "1か月と21日前, 2日と1時間",
        says("(年|月|週間?|日|時間).{0,2}[と、].*(日|週|時間|分)"),
    ),
    Reason("quarter", "unsupported", "第一クォーター, 第1四半期 without a year", says("四半期|クォーター|クオーター")),
    Reason(
        "old years",
        "unsupported",
        "二〇十九年, 二千年, 廿日, 寛政元年",
        says("[〇零]十|二千|廿|^[0-9０-９]{3}年|寛政"),
    ),
    Reason("rare words", "unsupported", "弥明後日, 一昨昨日", says("弥|々後日|昨昨|昨月|ひと月")),
    Reason(
        "two dates in one",
        "unsupported",
        "今週の金曜日6月15日",
        says("週の?.曜日?.*([0-9]+日|曜)"),
    ),
    Reason("not theirs", "unsupported", "marked as not supported by the set's reference implementation", not_theirs),
    Reason(
        "another occurrence", "convention", "the same day of a month, in another year than their two", same_another_year
    ),
    Reason("in parts", "error", "ours are several times, or a part with another value", in_two),
    Reason("not found", "error", "nothing there", nothing),
    Reason("other span", "error", "no value is given and the spans differ", lambda p: p.wanted.span_only),
    Reason("other value", "error", "ours means something else", always),
)
"""Classes of disagreement on times, in order of trial."""


_NUMERALS = "〇零一二三四五六七八九十百千万億兆"
NUMBERS: tuple[Reason, ...] = (
    Reason(
        "unit alone",
        "convention",
        "ユーロ, 摂氏 without a number",
        lambda p: p.wanted.number is None and not p.wanted.span_only,
    ),
    Reason(
        "relative rank",
        "convention",
        "最後から2番目, 次のもの, 最初: no number",
        lambda p: p.wanted.type == "ordinal.relative",
    ),
    Reason("relative rank", "convention", "", says("^最初|^一等")),
    Reason("age", "convention", "ages are no quantities", lambda p: p.wanted.type == "age"),
    Reason("discount", "convention", "3割引: theirs gives 70 % or 30 %", says("引|オフ")),
    Reason(
        "slip of the set",
        "convention",
        "the words are figures or a fraction in figures and say another value",
        their_slip,
    ),
    Reason("written in kana", "not news", "せんにひゃく", says("^[ぁ-ゖァ-ヶー\\s]+$")),
    Reason(
        "arithmetic",
        "not news",
        "2^5, 10の13乗, 3/5, 2.5e-1, 1.2k",
        says(r"[\^×/／]|乗|[0-9０-９.][eEkKMGTｋＭ]|また|又"),
    ),
    Reason("mixed fraction", "not news", "1と4分の3", says("と.*分の")),
    Reason(
        "percent of a fraction",
        "not news",
        "百分の2 as a percentage",
        lambda p: p.wanted.type == "percentage" and says("分の")(p),
    ),
    Reason("cut by blanks", "not news", "3 万 4,500, パ ーセ ント", says(r"\s")),
    Reason(
        "other marks",
        "not news",
        "５、４５０, 192.168.1.2, 21点2, .5, 零十",
        lambda p: (
            (p.wanted.type != "numberrange" and says(r"[、・,，|点]|^[.．]|^零.")(p))
            or bool(re.search(r"\d[.．]\d+[.．]\d", p.case.text))
        ),
    ),
    Reason(
        "bound without a unit",
        "convention",
        "30以上: the number is read; bounds belong to quantities with a unit",
        lambda p: p.wanted.type == "numberrange" and bounds_read(p),
    ),
    Reason(
        "bare kanji numeral",
        "convention",
        "三, 千三百 with no unit after: names and words hold them",
        lambda p: not p.found.spans and says(f"^[マイナスの、・{_NUMERALS}]+$")(p),
    ),
    Reason(
        "part of a number",
        "convention",
        "theirs is inside a longer number or date of ours",
        lambda p: any(
            (a < p.wanted.start and p.wanted.end <= b) or (a <= p.wanted.start and p.wanted.end < b)
            for a, b in p.found.spans
        ),
    ),
    Reason("dozen", "convention", "2ダース is 2 with the unit ダース, theirs 24", says("ダース")),
    Reason(
        "two units",
        "unsupported",
        "100ユーロと30, 50元6角3分: two quantities",
        lambda p: bool(p.wanted.number and p.wanted.number[1]) and in_two(p),
    ),
    Reason("sign lost", "error", "マイナス五, 前年度比−５％: ours is positive", sign_lost),
    Reason(
        "unit not known",
        "unsupported",
        "デシメートル, ピクトメーター, ニュー台湾ドル: the number is read, no quantity",
        number_read,
    ),
    Reason(
        "range of bare numbers",
        "not news",
        "30大なり, 三十より少なくない: an end not read",
        lambda p: p.wanted.type == "numberrange",
    ),
    Reason("not theirs", "unsupported", "marked as not supported by the set's reference implementation", not_theirs),
    Reason("in parts", "error", "ours are several numbers", in_two),
    Reason("not found", "error", "nothing there", nothing),
    Reason("other value", "error", "ours means something else", always),
)
"""Classes of disagreement on numbers, in order of trial."""
