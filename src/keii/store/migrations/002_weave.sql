-- 2: what holds across clips. Frozen: never edit a released step, add the next one.
-- Everything here but `judgements` and `named` can be made again from clips, readings and judgements.

CREATE TABLE strands ( -- what weaving needs of a clip, made when it was read; waits here until the clip is woven
  clip INTEGER PRIMARY KEY REFERENCES clips (number) ON DELETE CASCADE,
  data BLOB NOT NULL                  -- deflated JSON
) STRICT;

CREATE TABLE woven ( -- a clip without a row here is still to be woven
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
CREATE INDEX personas_entity ON personas (entity);
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
