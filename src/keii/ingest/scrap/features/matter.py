"""話題: signs in what is written about: words and people that were there before, or are new and come back."""

from __future__ import annotations

from keii.ingest.scrap.section import AHEAD, Section


def fresh_words_return(section: Section, begin: int, at: int) -> str:
    """新しい語が後で繰り返される: three and more."""
    return _fresh_returning(section, begin, at, 3, 6)


def many_fresh_words_return(section: Section, begin: int, at: int) -> str:
    """新しい語が後で多く繰り返される: seven and more."""
    return _fresh_returning(section, begin, at, 7, 999)


def _fresh_returning(section: Section, begin: int, at: int, least: int, most: int) -> str:
    back = section.shares(begin, at).returning
    return "・".join(back[:4]) if least <= len(back) <= most else ""


def words_none_known(section: Section, begin: int, at: int) -> str:
    """語が重ならない: under 2 % of the words to come, weighed by how telling they are, stand in the clip in hand."""
    return _shared(section, begin, at, 0, 2)


def words_few_known(section: Section, begin: int, at: int) -> str:
    """語がほとんど重ならない: 2 to 6 %."""
    return _shared(section, begin, at, 2, 6)


def words_many_known(section: Section, begin: int, at: int) -> str:
    """語がかなり重なる: 20 to 30 %."""
    return _shared(section, begin, at, 20, 30)


def words_most_known(section: Section, begin: int, at: int) -> str:
    """語がよく重なる: 30 % and more."""
    return _shared(section, begin, at, 30, 101)


def _shared(section: Section, begin: int, at: int, low: int, high: int) -> str:
    return _between(section.shares(begin, at).ahead, low, high)


def lead_many_known(section: Section, begin: int, at: int) -> str:
    """書き出しの語がかなり前にもある: 35 to 55 %."""
    return _lead_shared(section, begin, at, 35, 55)


def lead_most_known(section: Section, begin: int, at: int) -> str:
    """書き出しの語がよく前にもある: 55 % and more."""
    return _lead_shared(section, begin, at, 55, 101)


def _lead_shared(section: Section, begin: int, at: int, low: int, high: int) -> str:
    return _between(section.shares(begin, at).lead, low, high)


def old_words_gone(section: Section, begin: int, at: int) -> str:
    """前の語がもう出ない: under 3 % of the last lines' words come back in the lines ahead."""
    return _coming_back(section, begin, at, 0, 3)


def old_words_rare(section: Section, begin: int, at: int) -> str:
    """前の語があまり出ない: 3 to 10 %."""
    return _coming_back(section, begin, at, 3, 10)


def _coming_back(section: Section, begin: int, at: int, low: int, high: int) -> str:
    return _between(section.shares(begin, at).back, low, high)


def _between(share: float, low: int, high: int) -> str:
    return f"{share:.0f}%" if low <= share < high else ""


def topic_turns(section: Section, begin: int, at: int) -> str:
    """話題が変わる: many fresh words come back while the old ones are gone."""
    gone = old_words_gone(section, begin, at)
    return many_fresh_words_return(section, begin, at) if gone else ""


def person_known(section: Section, begin: int, at: int) -> str:
    """前に出た人が姓だけで出る."""
    people = section[section.lead(at)].people
    return next((p for p, full in people.items() if not full and section.person_within(p, begin, at)), "")


def person_anew(section: Section, begin: int, at: int) -> str:
    """前に出た人が改めて姓名で出る."""
    people = section[section.lead(at)].people
    return next((p for p, full in people.items() if full and section.person_within(p, begin, at)), "")


def person_anew_soon(section: Section, begin: int, at: int) -> str:
    """前に出た人がまもなく改めて姓名で出る."""
    lead = section.lead(at)
    for k in range(lead + 1, section.upto(lead + 1, AHEAD)):
        for person, full in section[k].people.items():
            if full and section.person_within(person, begin, at) and not section.person_within(person, at, k):
                return person
    return ""


def defined_anew(section: Section, begin: int, at: int) -> str:
    """前に出た略称が改めて定義される."""
    short = section[section.lead(at)].shapes.get("defined", "")
    return short if short and section.term_within(short, begin, at) else ""


def like_the_first(section: Section, begin: int, at: int) -> str:
    """書き出しどうしが似る: the new lede shares a third of its words with the lede of the clip in hand."""
    first, lead = section[section.lead(begin)].terms, section[section.lead(at)].terms
    shared = first & lead
    return (
        "・".join(sorted(shared)[:4])
        if len(lead) >= 8 and len(shared) * 3 >= len(lead) and section.lead(begin) < at
        else ""
    )
