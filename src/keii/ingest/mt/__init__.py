"""Movable Type の書き出し: the form in which Hatena, FC2, livedoor and Ameblo give a blog to its owner."""
