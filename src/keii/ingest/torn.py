"""混ざった符号: bytes put together from several encodings -> text: as a whole, else part by part, else line by line."""

from __future__ import annotations

from collections.abc import Sequence

from keii.errors import EncodingError
from keii.ingest.decode import decode, label_problem, mend
from keii.ingest.garbled import restored
from keii.records.problem import Problem

_CODECS = {"UTF-8": "utf-8", "CP932": "cp932", "EUC-JP": "euc_jp"}
_TORN = 0.01
"""Share of characters that may be torn in an entry that is still taken: services cut titles and bodies at a byte."""


class Mixed:
    """混ざった文: reads the entries of one file one after another. An entry too short to tell its encoding is taken to
    be in that of the one before it."""

    def __init__(self, label: str | None) -> None:
        self._label = label
        self._before = label

    def read(self, parts: Sequence[bytes]) -> tuple[list[str], tuple[Problem, ...]]:
        """Return the texts of the parts of an entry (line ends are LF), and what was mended in them; what was stored
        garbled is put right.

        Raises `EncodingError` where more than a few characters fit no encoding.
        """
        texts, problems = self._read(parts)
        found = restored(texts)
        return found.texts, (*problems, *found.problems)

    def _read(self, parts: Sequence[bytes]) -> tuple[list[str], tuple[Problem, ...]]:
        data = b"\n".join(parts)
        try:
            decoded = decode(data, label=self._before)
        except EncodingError as error:
            return self._apart(parts, error)
        if not data.isascii():
            self._before = decoded.encoding
        said = () if data.isascii() else label_problem(self._label, decoded.encoding)
        return _split(decoded.text, parts), (*said, *_mended(decoded.problems))

    def _apart(self, parts: Sequence[bytes], error: EncodingError) -> tuple[list[str], tuple[Problem, ...]]:
        pieces = [self._piece(piece) for part in parts for piece in self._pieces(part)]
        texts = "\n".join(text for text, _, _ in pieces)
        if not _few(texts):
            raise error
        encodings = dict.fromkeys(encoding for _, encoding, _ in pieces if encoding)
        problems = [problem for _, _, found in pieces for problem in found]
        if len(encodings) > 1:
            problems.insert(0, Problem(code="K1031", args=(", ".join(encodings),)))
        if torn := texts.count("\ufffd"):
            problems.append(Problem(code="K1032", args=(str(torn),)))
        return _split(texts, parts), tuple(problems)

    def _pieces(self, part: bytes) -> list[bytes]:
        """Return a part in one piece where it is in one encoding, a few torn characters aside; else its lines."""
        try:
            decode(part, label=self._before)
        except EncodingError:
            text, _ = _torn(part)
            return [part] if _few(text) else part.split(b"\n")
        return [part]

    def _piece(self, piece: bytes) -> tuple[str, str, tuple[Problem, ...]]:
        """Return the text of a piece, the encoding it shows ("" for one of ASCII only), and what was mended."""
        try:
            decoded = decode(piece, label=self._before)
        except EncodingError:
            text, encoding = _torn(piece)
            return text, encoding, ()
        if piece.isascii():
            return decoded.text, "", _mended(decoded.problems)
        self._before = decoded.encoding
        return decoded.text, decoded.encoding, _mended(decoded.problems)


def _torn(piece: bytes) -> tuple[str, str]:
    """Return the reading of bytes that tears the fewest characters, and its encoding."""
    readings = [(piece.decode(codec, "replace"), name) for name, codec in _CODECS.items()]
    text, name = min(readings, key=lambda reading: reading[0].count("\ufffd"))
    return mend(text)[0], name


def _few(text: str) -> bool:
    return text.count("\ufffd") <= max(2, len(text) * _TORN)


def _split(text: str, parts: Sequence[bytes]) -> list[str]:
    """Return the parts of a text that was made of them: line ends stay where they were."""
    lines = text.lstrip("\ufeff").split("\n")
    out, at = [], 0
    for part in parts:
        count = part.count(b"\n") + 1
        out.append("\n".join(lines[at : at + count]))
        at += count
    return out


def _mended(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.code != "K1001")
