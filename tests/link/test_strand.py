"""Strands: what comes out of the bytes is what went in, also of the bytes that 0.1.0 kept."""

import json
import zlib

from keii.ingest.take import clip_from_text
from keii.link.strand import Packed, pack, packed, profile_of_text, profile_to_json, strand_of, unpack
from keii.reading import read_with_gist
from keii.records.point import point_to_json

TEXT = "丘陵市消防局は10日、従業員12人が死亡したと発表した。北星物流の村瀬康弘社長は「防火扉は動いた」と述べた。"


def test_a_strand_comes_back() -> None:
    strand = strand_of(*read_with_gist(clip_from_text(TEXT, published="2031-05-10")))
    assert strand.points
    assert strand.personas
    back = unpack(pack(strand))
    assert isinstance(back, Packed)
    assert back == packed(strand)
    assert profile_of_text(strand.profile.clip, back.profile_json) == strand.profile


def test_a_strand_in_one_line_is_read() -> None:
    strand = strand_of(*read_with_gist(clip_from_text(TEXT, published="2031-05-10")))
    whole = {
        "clip": strand.profile.clip,
        "words": strand.words,
        "headline": strand.headline,
        "profile": profile_to_json(strand.profile),
        "bands": strand.bands,
        "personas": [[p.name, p.type, p.forms, p.titles, strand.mentions[p.name]] for p in strand.personas],
        "points": [point_to_json(point) for point in strand.points],
    }
    line = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    assert unpack(zlib.compress(line.encode(), 1)) == packed(strand)
