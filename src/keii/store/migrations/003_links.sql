-- 3: what clips lead to, and what their pages are called. Frozen: never edit a released step, add the next one.
-- Keys of addresses are as `keii.store.keys.address_key` makes them: without scheme, fragment and last slash. Of clips
-- from before this step they are made here, which leaves capitals and escapes as they are.

CREATE TABLE clip_links ( -- addresses a clip's part of its page leads to; a link leads to its own
  clip    INTEGER NOT NULL REFERENCES clips (number) ON DELETE CASCADE,
  n       INTEGER NOT NULL,           -- place in the clip's list, from 0
  address TEXT NOT NULL,              -- as written
  key     TEXT NOT NULL,
  last    TEXT NOT NULL,              -- last part of its path, without .html
  PRIMARY KEY (clip, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX clip_links_key ON clip_links (key);
CREATE INDEX clip_links_last ON clip_links (last);

CREATE TABLE places ( -- 所在: what a clip and its page are called by those who lead to them
  clip   INTEGER PRIMARY KEY REFERENCES clips (number) ON DELETE CASCADE,
  page   TEXT NOT NULL,               -- key of the page's address, else its name in its file
  own    TEXT,                        -- key of the clip's own address; NULL: none, or it is a link
  series TEXT NOT NULL,               -- one blog, site or file: where the page before and the page after are looked for
  day    TEXT                         -- of publication, as in clips
) STRICT;
CREATE INDEX places_page ON places (page);
CREATE INDEX places_own ON places (own);
CREATE INDEX places_series ON places (series, day, clip);

CREATE TRIGGER clips_redated AFTER UPDATE OF published ON clips BEGIN
  UPDATE places SET day = new.published WHERE clip = new.number;
END;

WITH bare AS (
  SELECT c.number, c.kind, c.published, i.name, c.source_id,
    c.source_id GLOB 'http://?*' OR c.source_id GLOB 'https://?*' AS web,
    substr(c.source_id, instr(c.source_id, '://') + 3) AS page,
    CASE WHEN c.url GLOB 'http://?*' OR c.url GLOB 'https://?*' THEN substr(c.url, instr(c.url, '://') + 3) END AS own
  FROM clips c JOIN intakes i ON i.number = c.intake
), keyed AS (
  SELECT number, kind, published, name, source_id, web,
    rtrim(substr(page, 1, instr(page || '#', '#') - 1), '/') AS page,
    rtrim(substr(own, 1, instr(own || '#', '#') - 1), '/') AS own
  FROM bare
), parted AS (
  SELECT *, substr(page, 1, instr(page || '/', '/') - 1) AS host,
    substr(page, instr(page || '/', '/') + 1) AS path
  FROM keyed
)
INSERT INTO places (clip, page, own, series, day)
SELECT number,
  CASE WHEN web THEN page ELSE 'name:' || source_id END,
  CASE WHEN kind <> 'link' THEN own END,
  CASE WHEN NOT web THEN 'file:' || name
    WHEN instr(path, '/') < 2 OR substr(path, 1, instr(path, '/') - 1) GLOB '*[0-9]*'
      OR substr(path, 1, instr(path, '/') - 1) IN ('archive', 'archives', 'article', 'articles', 'blog', 'category',
        'diary', 'entries', 'entry', 'item', 'items', 'ja', 'news', 'p', 'post', 'posts', 'stories', 'story', 'topics')
    THEN host
    ELSE host || '/' || substr(path, 1, instr(path, '/') - 1) END,
  published
FROM parted;

INSERT INTO clip_links (clip, n, address, key, last)
SELECT number, 0, url, rtrim(substr(bare, 1, instr(bare || '#', '#') - 1), '/'), ''
FROM (SELECT number, url, substr(url, instr(url, '://') + 3) AS bare FROM clips
  WHERE kind = 'link' AND (url GLOB 'http://?*' OR url GLOB 'https://?*'));
