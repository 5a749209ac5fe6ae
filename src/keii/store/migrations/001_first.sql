-- 1: the first dossier. Frozen: never edit a released step, add the next one.
-- Offsets are code points into clips.text. Columns that end in _key are for finding: width-folded, case-folded.

CREATE TABLE intakes ( -- what was taken in, and when
  number   INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,             -- file name, or what the input was called
  digest   TEXT NOT NULL,             -- sha256 of its bytes
  added_at TEXT NOT NULL              -- UTC, ISO 8601
) STRICT;

CREATE TABLE clips (
  number       INTEGER PRIMARY KEY,   -- order of arrival; never reused for another clip
  id           TEXT NOT NULL UNIQUE,
  intake       INTEGER NOT NULL REFERENCES intakes (number),
  source_id    TEXT NOT NULL,
  start        INTEGER NOT NULL,
  "end"        INTEGER NOT NULL,
  kind         TEXT NOT NULL,
  outlet       TEXT,
  outlet_by    TEXT,
  title        TEXT,
  url          TEXT,
  published    TEXT,                  -- YYYY-MM-DD
  published_by TEXT,
  register     TEXT,
  text         TEXT NOT NULL
) STRICT;
CREATE INDEX clips_source ON clips (source_id);

CREATE TABLE readings (
  clip       INTEGER PRIMARY KEY REFERENCES clips (number) ON DELETE CASCADE,
  keii       TEXT NOT NULL,           -- made by: engine version
  tables     TEXT NOT NULL,           -- made by: digest of tables, rules and weights
  dictionary TEXT NOT NULL,           -- made by: dictionary
  json       TEXT NOT NULL            -- the whole reading, without the clip's text
) STRICT;
CREATE INDEX readings_made_by ON readings (keii, tables, dictionary);

CREATE TABLE names (
  clip       INTEGER NOT NULL REFERENCES clips (number) ON DELETE CASCADE,
  n          INTEGER NOT NULL,        -- place in the reading's list, from 0
  start      INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  text       TEXT NOT NULL,
  text_key   TEXT NOT NULL,
  type       TEXT NOT NULL,
  entity     TEXT NOT NULL,
  entity_key TEXT NOT NULL,
  title      TEXT,                    -- 肩書・敬称 as written
  PRIMARY KEY (clip, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX names_entity ON names (entity_key);
CREATE INDEX names_text ON names (text_key);

CREATE TABLE times (
  clip      INTEGER NOT NULL REFERENCES clips (number) ON DELETE CASCADE,
  n         INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  "end"     INTEGER NOT NULL,
  text      TEXT NOT NULL,
  value     TEXT NOT NULL,
  anchor    TEXT NOT NULL,
  first_day TEXT,                     -- NULL: a length
  last_day  TEXT,
  PRIMARY KEY (clip, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX times_days ON times (first_day, last_day);

CREATE TABLE quantities (
  clip  INTEGER NOT NULL REFERENCES clips (number) ON DELETE CASCADE,
  n     INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text  TEXT NOT NULL,
  low   TEXT NOT NULL,                -- decimal as text: never a float
  high  TEXT NOT NULL,
  unit  TEXT NOT NULL,
  bound TEXT,
  PRIMARY KEY (clip, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
  clip          INTEGER NOT NULL REFERENCES clips (number) ON DELETE CASCADE,
  n             INTEGER NOT NULL,
  source        TEXT,                 -- as written; NULL: left open
  source_start  INTEGER,
  source_end    INTEGER,
  source_key    TEXT,
  carried       INTEGER NOT NULL,     -- 1: the source stands in an earlier sentence
  entity        TEXT,                 -- whom or what the source means, where a name says so
  entity_key    TEXT,
  via           TEXT NOT NULL,        -- JSON: [[start, end, text], …], outermost first
  content       TEXT NOT NULL,
  content_start INTEGER NOT NULL,
  content_end   INTEGER NOT NULL,
  content_key   TEXT NOT NULL,
  cue           TEXT NOT NULL,
  cue_start     INTEGER NOT NULL,
  cue_end       INTEGER NOT NULL,
  addressee     TEXT,
  manner        TEXT NOT NULL,
  stance        TEXT NOT NULL,
  said          TEXT,
  first_day     TEXT,                 -- of `said`, else of the clip's publication; NULL: neither is known
  last_day      TEXT,
  PRIMARY KEY (clip, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_entity ON claims (entity_key);
CREATE INDEX claims_days ON claims (first_day, last_day);

CREATE TABLE events (
  clip          INTEGER NOT NULL REFERENCES clips (number) ON DELETE CASCADE,
  n             INTEGER NOT NULL,
  type          TEXT NOT NULL,
  actor         TEXT,
  actor_key     TEXT,
  recipient     TEXT,
  recipient_key TEXT,
  anchor        TEXT NOT NULL,
  anchor_start  INTEGER NOT NULL,
  anchor_end    INTEGER NOT NULL,
  date          TEXT,
  place         TEXT,
  claim         INTEGER,
  PRIMARY KEY (clip, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_actor ON events (actor_key);
CREATE INDEX events_recipient ON events (recipient_key);

CREATE TABLE problems ( -- of clips that were taken
  clip  INTEGER NOT NULL REFERENCES clips (number) ON DELETE CASCADE,
  n     INTEGER NOT NULL,
  code  TEXT NOT NULL,
  start INTEGER,
  "end" INTEGER,
  args  TEXT NOT NULL,                -- JSON: [text, …]
  PRIMARY KEY (clip, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejected ( -- what was not taken
  number INTEGER PRIMARY KEY,
  intake INTEGER NOT NULL REFERENCES intakes (number),
  name   TEXT NOT NULL,
  code   TEXT NOT NULL,
  args   TEXT NOT NULL,
  UNIQUE (name, code, args)
) STRICT;
