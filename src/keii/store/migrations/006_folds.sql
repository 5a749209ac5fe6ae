-- 6: conflicts that a page sets out as one, so that every list counts what a story's page shows. Frozen once released: never edit a released step, add the next one.

ALTER TABLE conflicts ADD COLUMN head INTEGER NOT NULL DEFAULT 0; -- place of that with the latest account among those it stands with, its own where it is that

-- as keii.link.accounts.odds.heads: figures that share an account stand together, whatever lies between them
CREATE TEMP TABLE fold_figures AS
  SELECT f.story, f.n, a.value ->> 'clip' || ' ' || (a.value ->> 'span') AS place
  FROM conflicts f, json_each(f.data, '$.accounts') a WHERE f.kind IN ('quantity', 'update');
CREATE INDEX temp.fold_figures_place ON fold_figures (story, place);
CREATE INDEX temp.fold_figures_n ON fold_figures (story, n);
CREATE TEMP TABLE folds AS
  WITH RECURSIVE reach (story, n, m) AS (
    SELECT DISTINCT story, n, n FROM fold_figures
    UNION
    SELECT r.story, r.n, b.n FROM reach r
      JOIN fold_figures a ON a.story = r.story AND a.n = r.m
      JOIN fold_figures b ON b.story = a.story AND b.place = a.place
  )
  SELECT story, n, min(m) AS first FROM reach GROUP BY story, n;
CREATE INDEX temp.folds_n ON folds (story, n);
CREATE TEMP TABLE fold_heads AS
  SELECT story, n, first_value(n) OVER (PARTITION BY story, first ORDER BY last DESC, n) AS head FROM (
    SELECT o.story, o.n, o.first, CASE WHEN json_extract(f.data, '$.accounts[#-1].said') GLOB '[0-9]*'
      THEN substr(json_extract(f.data, '$.accounts[#-1].said'), 1, 10) END AS last
    FROM folds o JOIN conflicts f ON f.story = o.story AND f.n = o.n
  );
CREATE INDEX temp.fold_heads_n ON fold_heads (story, n);
UPDATE conflicts
  SET head = coalesce((SELECT head FROM fold_heads h WHERE h.story = conflicts.story AND h.n = conflicts.n), n);
DROP TABLE temp.fold_heads;
DROP TABLE temp.folds;
DROP TABLE temp.fold_figures;

CREATE INDEX conflicts_heads ON conflicts (story) WHERE head = n;
CREATE INDEX conflicts_head ON conflicts (story, head);
CREATE INDEX conflicts_heads_last ON conflicts ( -- as conflicts_last, of those that stand for others alone
  CASE WHEN json_extract(data, '$.accounts[#-1].said') GLOB '[0-9]*'
    THEN substr(json_extract(data, '$.accounts[#-1].said'), 1, 10) END DESC,
  story DESC, n
) WHERE head = n;
