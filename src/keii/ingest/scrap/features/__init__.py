"""特徴: the signs that speak for or against a new clip beginning at a line. One small named function each.

A feature takes the section, the line `begin` where the clip in hand began and the line `at` that may begin a new one,
and returns the words that show the sign, or "" where it is absent. Its weight stands in weights.tsv under its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from keii.ingest.scrap.features import looks, markup, matter, so_far, style
from keii.ingest.scrap.section import Section

Feature = Callable[[Section, int, int], str]

LOCAL: Mapping[str, Feature] = MappingProxyType(
    {
        "always": looks.always,
        "headline": looks.headline,
        "headline_shaped": looks.headline_shaped,
        "headline_then_dateline": looks.headline_then_dateline,
        "long_bracketed": looks.long_bracketed,
        "short_bracketed": looks.short_bracketed,
        "letterhead": looks.letterhead,
        "tagged": looks.tagged,
        "after_heading": looks.after_heading,
        "open_before": looks.open_before,
        "credit_before": looks.credit_before,
        "short_body": looks.short_body,
        "long_lead": looks.long_lead,
        "more_blanks": looks.more_blanks,
        "a_blank_more": looks.a_blank_more,
        "no_blank": looks.no_blank,
        "no_blank_at_all": looks.no_blank_at_all,
        "ended_before": looks.ended_before,
        "closes_here": looks.closes_here,
        "dateline": looks.dateline,
        "document": looks.document,
        "marked": looks.marked,
        "joining": looks.joining,
        "speech": looks.speech,
        "numbered": looks.numbered,
        "emoji_here": looks.emoji_here,
        "caption_before": looks.caption_before,
        "closing_before": looks.closing_before,
        "lede_day": looks.lede_day,
        "lead_pointing": looks.lead_pointing,
        "lead_person": looks.lead_person,
        "lead_topic": looks.lead_topic,
    }
)
"""Features that do not look at `begin`: computed once a line."""
GOING: Mapping[str, Feature] = MappingProxyType(
    {
        "headline_again": so_far.headline_again,
        "headline_missing": so_far.headline_missing,
        "one_paragraph": so_far.one_paragraph,
        "two_paragraphs": so_far.two_paragraphs,
        "no_paragraph": so_far.no_paragraph,
        "short_so_far": so_far.short_so_far,
        "fresh_words_return": matter.fresh_words_return,
        "many_fresh_words_return": matter.many_fresh_words_return,
        "words_none_known": matter.words_none_known,
        "words_few_known": matter.words_few_known,
        "words_many_known": matter.words_many_known,
        "words_most_known": matter.words_most_known,
        "lead_many_known": matter.lead_many_known,
        "lead_most_known": matter.lead_most_known,
        "old_words_gone": matter.old_words_gone,
        "old_words_rare": matter.old_words_rare,
        "topic_turns": matter.topic_turns,
        "person_known": matter.person_known,
        "person_anew": matter.person_anew,
        "person_anew_soon": matter.person_anew_soon,
        "defined_anew": matter.defined_anew,
        "like_the_first": matter.like_the_first,
        "register_turns": style.register_turns,
        "register_turns_firmly": style.register_turns_firmly,
        "width_turns": style.width_turns,
        "indent_turns": style.indent_turns,
        "house_words_turn": style.house_words_turn,
        "house_words_keep": style.house_words_keep,
        "register_and_house_turn": style.register_and_house_turn,
        "emoji_turns": style.emoji_turns,
    }
)
"""Features of the clip in hand: computed for every place where it may have begun."""
MARKUP: Mapping[str, Feature] = MappingProxyType(
    {
        feature.__name__: feature
        for feature in (
            markup.quote_begins,
            markup.within_quote,
            markup.post_begins,
            markup.quote_ended,
            markup.rule_before,
            markup.rules_abound,
            markup.heading_before_quote,
            markup.quote_after_heading,
        )
    }
)
"""Features of a web page's markup: asked only where it has any. Their weights stand in markup.tsv."""
