"""取り込み: bytes -> text -> clips. One folder a format (`scrap` a text page, `jsonl` JSON Lines); no Sudachi here."""
