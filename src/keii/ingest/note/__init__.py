"""覚え書き: notes of text or Markdown with fields before them (front matter), as Obsidian and blog tools keep them."""
