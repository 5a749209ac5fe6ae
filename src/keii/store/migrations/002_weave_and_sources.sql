-- 2: what holds across clips, and where clips come from. Frozen: never edit a released step, add the next one.
-- Everything here but `judgements` and `named` can be made again from clips, readings and judgements.

CREATE INDEX clips_outlet ON clips (outlet);

CREATE TABLE strands ( -- the clips that are still to be woven
  clip INTEGER PRIMARY KEY REFERENCES clips (number) ON DELETE CASCADE,
  data BLOB                           -- what weaving needs of the clip, deflated JSON; NULL: to be made of its reading
) STRICT;
INSERT INTO strands SELECT number, NULL FROM clips;

CREATE TABLE woven ( -- what is kept of a clip that is woven
  clip    INTEGER PRIMARY KEY REFERENCES clips (number) ON DELETE CASCADE,
  day     INTEGER NOT NULL,           -- publication, counted from 0001-01-01; 0: not known
  headline TEXT NOT NULL,             -- its own words that tell what it is about
  profile TEXT NOT NULL,              -- JSON: its most telling words and names, weighted
  points  TEXT NOT NULL               -- JSON: what can be at odds with other clips
) STRICT;
CREATE INDEX woven_day ON woven (day);

CREATE TABLE telling ( -- the most telling words of each clip, to find others on the same matter
  word TEXT NOT NULL,
  day  INTEGER NOT NULL,
  clip INTEGER NOT NULL REFERENCES clips (number) ON DELETE CASCADE,
  weight REAL NOT NULL,
  PRIMARY KEY (word, day, clip)
) STRICT, WITHOUT ROWID;
CREATE INDEX telling_clip ON telling (clip);

CREATE TABLE bands ( -- sketches, to find copies
  band INTEGER NOT NULL,
  clip INTEGER NOT NULL REFERENCES clips (number) ON DELETE CASCADE,
  PRIMARY KEY (band, clip)
) STRICT, WITHOUT ROWID;
CREATE INDEX bands_clip ON bands (clip);

CREATE TABLE copies ( -- a clip that repeats another
  clip   INTEGER PRIMARY KEY REFERENCES clips (number) ON DELETE CASCADE,
  head   INTEGER NOT NULL REFERENCES clips (number) ON DELETE CASCADE, -- the earliest of those that repeat each other
  kind   TEXT NOT NULL,               -- exact, near, part, version
  alike  REAL NOT NULL,
  within REAL NOT NULL,
  reasons TEXT NOT NULL               -- JSON: [[feature, weight, note], …]
) STRICT;
CREATE INDEX copies_head ON copies (head);

CREATE TABLE stories ( -- 話題
  number INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again for another story
  label  TEXT NOT NULL                -- words of its own clips, or what a person calls it
) STRICT;

CREATE TABLE uncompared ( -- the stories whose accounts are still to be set side by side
  story INTEGER PRIMARY KEY REFERENCES stories (number)
) STRICT;

CREATE TABLE story_clips (
  clip    INTEGER PRIMARY KEY REFERENCES clips (number) ON DELETE CASCADE,
  id      TEXT NOT NULL,              -- the clip's, with its day here too so that the latest are found by an index
  day     INTEGER NOT NULL,           -- as in woven
  base    INTEGER NOT NULL REFERENCES stories (number), -- by rule
  story   INTEGER NOT NULL REFERENCES stories (number), -- after persons' judgements
  score   REAL NOT NULL,
  reasons TEXT NOT NULL
) STRICT;
CREATE INDEX story_clips_story ON story_clips (story, day DESC, id);
CREATE INDEX story_clips_base ON story_clips (base);

CREATE TABLE entities ( -- 実体
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name   TEXT NOT NULL,               -- the fullest and most used of its names
  type   TEXT NOT NULL
) STRICT;

CREATE TABLE personas ( -- what a clip takes to be one thing
  clip     INTEGER NOT NULL REFERENCES clips (number) ON DELETE CASCADE,
  name     TEXT NOT NULL,             -- names.entity of its mentions
  type     TEXT NOT NULL,
  forms    TEXT NOT NULL,             -- JSON: [spelling, …]
  titles   TEXT NOT NULL,             -- JSON: [肩書, …]
  mentions INTEGER NOT NULL,
  base     INTEGER NOT NULL REFERENCES entities (number), -- by rule
  entity   INTEGER NOT NULL REFERENCES entities (number), -- after persons' judgements
  reasons  TEXT NOT NULL,
  PRIMARY KEY (clip, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX personas_entity ON personas (entity, name, type, mentions); -- what an entity is called
CREATE INDEX personas_forms ON personas (entity, forms, titles); -- how it is spelled: thousands of clips name some
CREATE INDEX personas_base ON personas (base);

CREATE TABLE spellings ( -- of entities, to find them
  key    TEXT NOT NULL,               -- folded for comparing
  entity INTEGER NOT NULL REFERENCES entities (number),
  PRIMARY KEY (key, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX spellings_entity ON spellings (entity);

CREATE TABLE judgements ( -- the ledger: what persons decided, and where a rule could not
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  about    TEXT NOT NULL,             -- entity, story
  verdict  TEXT NOT NULL,             -- same, different, unsure, name
  "left"   INTEGER NOT NULL,          -- number of the entity or story; of a split: that which was split
  "right"  INTEGER,                   -- of `same`: what is taken into it; of `different`: what was made of the part
  part     TEXT NOT NULL,             -- JSON: of `different`: the clips' ids, or [clip id, name], that go; else []
  name     TEXT,                      -- of `name`
  by       TEXT NOT NULL,             -- person, rule
  why      TEXT NOT NULL,
  at       TEXT NOT NULL,             -- UTC, ISO 8601
  undone_at TEXT                      -- NULL: it holds
) STRICT;

CREATE TABLE conflicts ( -- 食い違い
  story INTEGER NOT NULL REFERENCES stories (number),
  n     INTEGER NOT NULL,             -- place in the story's list, from 0
  kind  TEXT NOT NULL,
  about TEXT NOT NULL,
  data  TEXT NOT NULL,                -- JSON: the whole
  PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5( -- rowid: the clip's number; words parted by blanks
  words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M* S* P*'"
);

-- where clips come from

CREATE TABLE originals ( -- 原本: bytes as they came, so that a clip can be checked and extracted anew
  number       INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,         -- what it was taken as: the address after redirects, or the file's name
  sha256       TEXT NOT NULL,         -- of the bytes, hex
  size         INTEGER NOT NULL,      -- of the bytes
  data         BLOB NOT NULL,         -- they, deflated (zlib)
  url          TEXT,                  -- as asked for; NULL: a file
  content_type TEXT,
  charset      TEXT,                  -- the label of the encoding, as sent
  headers      TEXT NOT NULL,         -- JSON: [[name, value], …]
  taken_at     TEXT NOT NULL,         -- UTC, ISO 8601
  UNIQUE (sha256, name)
) STRICT;
ALTER TABLE clips ADD COLUMN original INTEGER REFERENCES originals (number); -- NULL: none was kept

CREATE TABLE validators ( -- 照合子: to ask a server whether a page has changed; only of what is stored
  url           TEXT PRIMARY KEY,     -- as asked for
  final_url     TEXT NOT NULL,
  etag          TEXT,
  last_modified TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE feeds ( -- 配信: what the user follows
  number     INTEGER PRIMARY KEY,
  url        TEXT NOT NULL UNIQUE,
  title      TEXT,                    -- as the user's list or the feed says
  home       TEXT,
  folders    TEXT NOT NULL,           -- JSON: [folder, …], outermost first
  others     TEXT NOT NULL,           -- JSON: [[name, value], …]: of its outline, kept for whoever wrote them
  added_at   TEXT NOT NULL,           -- UTC, ISO 8601, as all moments here
  tried_at   TEXT,                    -- NULL: never
  fetched_at TEXT,                    -- the last time all went well
  failures   INTEGER NOT NULL DEFAULT 0, -- in a row
  code       TEXT,                    -- of the problem of the last try; NULL: none
  args       TEXT NOT NULL DEFAULT '[]', -- JSON: its arguments
  status     INTEGER,                 -- what the server answered
  retry_at   TEXT,                    -- not before, as the server asked
  refresh    INTEGER                  -- minutes between tries that the feed asks for
) STRICT;

CREATE TABLE entries ( -- 記事項目: what was seen of a feed
  feed    INTEGER NOT NULL REFERENCES feeds (number) ON DELETE CASCADE,
  id      TEXT NOT NULL,
  mark    TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  place   INTEGER NOT NULL,           -- counts up in the order in which they are to be taken
  waiting TEXT,                       -- JSON: the whole entry, while it is still to be taken; NULL: done
  tries   INTEGER NOT NULL DEFAULT 0, -- how often its page could not be had
  PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entries_waiting ON entries (feed, place) WHERE waiting IS NOT NULL;
