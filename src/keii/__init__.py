"""Keii (経緯): a pile of Japanese news clippings becomes a dossier whose every line leads back to its words."""
