-- 5: the reading room: indexes for pages of large dossiers. Frozen once released: never edit a released step, add the next one.

CREATE INDEX clips_intake ON clips (intake);

-- the ledger of claims: what filters look at stands in the index, so that it alone is gone along
CREATE INDEX claims_ledger ON claims (first_day DESC, clip DESC, n, last_day, stance, manner, source_key, entity_key, entity);
CREATE INDEX claims_speaker ON claims (coalesce(entity_key, source_key), first_day DESC, clip DESC, n);
CREATE INDEX clips_published ON clips (published DESC, number DESC);
CREATE INDEX clips_outlet_day ON clips (outlet, published DESC, number DESC);

CREATE INDEX conflicts_last ON conflicts ( -- the day of the latest account, as keii.store.story_pages.LAST asks for it
  CASE WHEN json_extract(data, '$.accounts[#-1].said') GLOB '[0-9]*'
    THEN substr(json_extract(data, '$.accounts[#-1].said'), 1, 10) END DESC,
  story DESC, n
);

-- front page and calendar: what a day holds, told from indexes alone
CREATE INDEX clips_day ON clips (published, intake, kind, outlet);
CREATE INDEX clips_kind ON clips (kind, published DESC, number DESC);
CREATE INDEX intakes_added ON intakes (added_at);
CREATE INDEX conflicts_story ON conflicts (story, kind);
CREATE INDEX events_date ON events (date);

-- people and bodies: how often each is named, kept as personas come and go. A persona is put in by INSERT OR REPLACE,
-- which does not tell that it deletes the one it replaces: so that is taken off before.
CREATE TABLE tallies ( -- 言及数
  entity   INTEGER PRIMARY KEY REFERENCES entities (number),
  mentions INTEGER NOT NULL
) STRICT;
INSERT INTO tallies SELECT entity, sum(mentions) FROM personas GROUP BY entity;
CREATE INDEX tallies_mentions ON tallies (mentions DESC, entity);
CREATE INDEX entities_type ON entities (type);
CREATE INDEX entities_name ON entities (name);

CREATE TRIGGER personas_come BEFORE INSERT ON personas BEGIN
  UPDATE tallies SET mentions = mentions - (SELECT mentions FROM personas WHERE clip = new.clip AND name = new.name)
    WHERE entity = (SELECT entity FROM personas WHERE clip = new.clip AND name = new.name);
  DELETE FROM tallies WHERE mentions <= 0
    AND entity = (SELECT entity FROM personas WHERE clip = new.clip AND name = new.name);
  UPDATE tallies SET mentions = mentions + new.mentions WHERE entity = new.entity;
  INSERT INTO tallies SELECT new.entity, new.mentions
    WHERE NOT EXISTS (SELECT 1 FROM tallies WHERE entity = new.entity);
END;
CREATE TRIGGER personas_go AFTER DELETE ON personas BEGIN
  UPDATE tallies SET mentions = mentions - old.mentions WHERE entity = old.entity;
  DELETE FROM tallies WHERE entity = old.entity AND mentions <= 0;
END;
CREATE TRIGGER personas_move AFTER UPDATE OF entity, mentions ON personas BEGIN
  UPDATE tallies SET mentions = mentions - old.mentions WHERE entity = old.entity;
  DELETE FROM tallies WHERE entity = old.entity AND mentions <= 0;
  UPDATE tallies SET mentions = mentions + new.mentions WHERE entity = new.entity;
  INSERT INTO tallies SELECT new.entity, new.mentions
    WHERE NOT EXISTS (SELECT 1 FROM tallies WHERE entity = new.entity);
END;

CREATE INDEX claims_said ON claims (entity, first_day DESC, clip DESC, n, stance); -- what one says, and how it is meant

-- the map: where events took place, and who acts and is acted upon, by what narrows them
CREATE INDEX events_place ON events (place, type, date) WHERE place IS NOT NULL;
CREATE INDEX events_actors ON events (actor, recipient, type, date) WHERE place IS NULL;
CREATE INDEX events_recipients ON events (recipient, type, date) WHERE place IS NULL;
