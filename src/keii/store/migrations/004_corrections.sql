-- 4: corrections of clips and their readings. Frozen: never edit a released step, add the next one.
-- A correction is an entry of `judgements`: about clip, verdict its kind, "left" the clip's number, the rest in `data`.

ALTER TABLE judgements ADD COLUMN data TEXT; -- JSON: of a correction; NULL: a judgement
CREATE INDEX judgements_entity ON judgements (json_extract(data, '$.entity')) WHERE about = 'clip';

CREATE TABLE uncorrected ( -- clips whose reading is corrected
  clip INTEGER PRIMARY KEY REFERENCES clips (number) ON DELETE CASCADE,
  held TEXT NOT NULL,                 -- JSON: numbers of the corrections that are in the clip's reading
  json TEXT NOT NULL                  -- the reading without them, without the clip's text
) STRICT;

CREATE TABLE put_by ( -- clips that a person cut up or joined, or that an undo took away: known, but not shown
  number   INTEGER PRIMARY KEY,       -- as it was in clips; no other clip gets it
  id       TEXT NOT NULL UNIQUE,
  intake   INTEGER NOT NULL REFERENCES intakes (number),
  original INTEGER REFERENCES originals (number),
  text     TEXT NOT NULL,
  json     TEXT NOT NULL              -- the reading without corrections, without the clip's text
) STRICT;

CREATE TABLE stood ( -- where rules had put a clip that a correction moved, by the day it had then
  clip    INTEGER NOT NULL,           -- number, in clips or put_by
  day     INTEGER NOT NULL,           -- as in woven
  base    INTEGER NOT NULL REFERENCES stories (number),
  score   REAL NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (clip, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX stood_base ON stood (base);

CREATE TABLE meant ( -- what rules took a clip's name to mean that a correction took away
  clip INTEGER NOT NULL,
  name TEXT NOT NULL,
  base INTEGER NOT NULL REFERENCES entities (number),
  PRIMARY KEY (clip, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX meant_base ON meant (base);
