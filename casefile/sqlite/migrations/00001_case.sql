-- +goose Up

PRAGMA application_id = 1330799442; -- "ORcR": tells a case from other SQLite files
PRAGMA user_version = 1;

CREATE TABLE about (
  -- What this file is, for whoever opens it.
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bytes (
  -- The bytes that were read, exactly as they came. sha256 is taken over them as
  -- they are after unpacking; it is compared whenever they are read.
  sha256   TEXT NOT NULL PRIMARY KEY,
  size     INTEGER NOT NULL, -- unpacked
  packing  TEXT NOT NULL CHECK (packing IN ('none', 'zstd')),
  data     BLOB NOT NULL,
  complete INTEGER NOT NULL DEFAULT 0 -- 1 once every report in them is kept
) STRICT;

CREATE TABLE name (
  -- Under which names (paths, addresses) bytes were given, and when first.
  bytes TEXT NOT NULL REFERENCES bytes (sha256),
  name  TEXT NOT NULL,
  at    TEXT NOT NULL,
  PRIMARY KEY (bytes, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE report (
  -- One published document. Its key for ever is sha256 and part: the SHA-256 of
  -- the bytes that it was read from and, where those hold several stories (a
  -- feed), which one. The number r1, r2 … depends on what else is in the case: see
  -- the view reports.
  id         INTEGER PRIMARY KEY,
  sha256     TEXT NOT NULL,
  part       TEXT NOT NULL,
  sort       TEXT NOT NULL, -- orders reports by publication; undated ones come last
  published  TEXT NOT NULL, -- first and last day or time, equal for one day
  published_to TEXT NOT NULL,
  media_type TEXT NOT NULL,
  title      TEXT NOT NULL,
  outlet     TEXT NOT NULL,
  agency     TEXT NOT NULL,
  language   TEXT NOT NULL,
  text       TEXT NOT NULL, -- all spans count its code points
  UNIQUE (sha256, part)
) STRICT;

CREATE INDEX report_order ON report (sort, sha256, part);

CREATE TABLE place (
  -- Where a report stands: in which bytes, and under which name in them ('' where
  -- the bytes are the report, '#inner.zip#story.html' in an archive).
  report INTEGER NOT NULL REFERENCES report (id),
  bytes  TEXT NOT NULL REFERENCES bytes (sha256),
  path   TEXT NOT NULL,
  PRIMARY KEY (report, bytes, path)
) STRICT, WITHOUT ROWID;

CREATE INDEX place_bytes ON place (bytes);

CREATE TABLE reading (
  -- What a reader made of a report, in the form from which the record is built.
  -- The same is readable in the table statement.
  report  INTEGER PRIMARY KEY REFERENCES report (id),
  reader  TEXT NOT NULL, -- which reader; another one reads again from the bytes
  data    BLOB NOT NULL, -- JSON, packed with zstd
  vectors BLOB NOT NULL, -- 32-bit floats: lists of vectors, each after its length
  seal    TEXT NOT NULL  -- SHA-256 of the report's text, data and vectors
) STRICT;

CREATE TABLE statement (
  -- One attribution in one report: who (source), by which words (cue), said what
  -- (content). spans are [from, to) in code points of report.text.
  id           INTEGER PRIMARY KEY,
  report       INTEGER NOT NULL REFERENCES report (id),
  n            INTEGER NOT NULL, -- s1, s2 … in text order
  speaker      TEXT NOT NULL,    -- as resolved within the report
  source       TEXT NOT NULL,
  cue          TEXT NOT NULL,
  content      TEXT NOT NULL,
  quotation    TEXT NOT NULL,
  stance       TEXT NOT NULL,
  certainty    TEXT NOT NULL,
  channel      TEXT NOT NULL,
  channel_name TEXT NOT NULL,
  said         TEXT NOT NULL,
  said_to      TEXT NOT NULL,
  evidence     TEXT NOT NULL, -- JSON: kinds
  figures      TEXT NOT NULL, -- JSON
  places       TEXT NOT NULL, -- JSON: names
  via          TEXT NOT NULL, -- JSON: who relays it
  spans        TEXT NOT NULL, -- JSON: {"source": [[from, to]], "cue": …, "content": …}
  confidence   REAL NOT NULL,
  UNIQUE (report, n)
) STRICT;

CREATE TABLE decision (
  -- What people decided. Entries are only added: undoing one is an entry too. subject
  -- points at statements by the keys of their reports and their spans, never by
  -- numbers, so that it still points there when reports are added or read anew.
  id         INTEGER PRIMARY KEY,
  at         TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'correct', 'note', 'undo')),
  by         TEXT NOT NULL CHECK (by <> ''),
  why        TEXT NOT NULL CHECK (why <> ''),
  subject        TEXT NOT NULL, -- JSON: what it is about
  statements TEXT NOT NULL, -- JSON: of a split, what is taken out
  field      TEXT NOT NULL, -- of a correction
  value      TEXT NOT NULL,
  undoes     INTEGER REFERENCES decision (id)
) STRICT;

CREATE TABLE log (
  -- What was done with the case, in order.
  id   INTEGER PRIMARY KEY,
  at   TEXT NOT NULL,
  what TEXT NOT NULL, -- 'new', 'add', 'refused', 'reread'
  text TEXT NOT NULL
) STRICT;

-- Full text, by words in any language with spaces; letters count alike with and
-- without diacritics. The texts themselves stay in the tables.
CREATE VIRTUAL TABLE report_words USING fts5 (
  title, text, content = 'report', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_words USING fts5 (
  speaker, content, content = 'statement', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

-- +goose StatementBegin
CREATE TRIGGER report_added AFTER INSERT ON report BEGIN
  INSERT INTO report_words (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER report_removed AFTER DELETE ON report BEGIN
  INSERT INTO report_words (report_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER report_changed AFTER UPDATE OF title, text ON report BEGIN
  INSERT INTO report_words (report_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
  INSERT INTO report_words (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER statement_added AFTER INSERT ON statement BEGIN
  INSERT INTO statement_words (rowid, speaker, content) VALUES (new.id, new.speaker, new.content);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER statement_removed AFTER DELETE ON statement BEGIN
  INSERT INTO statement_words (statement_words, rowid, speaker, content) VALUES ('delete', old.id, old.speaker, old.content);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_kept BEFORE UPDATE ON decision BEGIN
  SELECT raise(ABORT, 'decisions are only added: undo it by another one');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_stays BEFORE DELETE ON decision BEGIN
  SELECT raise(ABORT, 'decisions are only added: undo it by another one');
END;
-- +goose StatementEnd

-- The same in plain names, numbered as the command prints them.
CREATE VIEW reports AS
  SELECT 'r' || row_number() OVER (ORDER BY r.sort, r.sha256, r.part) AS report,
         r.published, r.outlet, r.agency, r.language, r.title,
         (SELECT min(n.name || p.path) FROM place p JOIN name n ON n.bytes = p.bytes WHERE p.report = r.id) AS name,
         (SELECT count(*) FROM statement s WHERE s.report = r.id) AS statements,
         r.sha256, r.part, r.id
    FROM report r
   ORDER BY r.sort, r.sha256, r.part;

CREATE VIEW statements AS
  SELECT r.report || '.s' || s.n AS statement, s.speaker, s.stance, s.certainty, s.content, s.said,
         s.channel, s.channel_name, s.evidence, s.cue, s.source, r.outlet, r.published, r.title
    FROM reports r JOIN statement s ON s.report = r.id
   ORDER BY CAST(substr(r.report, 2) AS INTEGER), s.n;

CREATE VIEW decisions AS
  SELECT d.id AS decision, d.at, d.by, d.kind, d.field, d.value, d.why,
         CASE WHEN d.undoes IS NOT NULL THEN 'of ' || d.undoes
              ELSE (SELECT group_concat(json_extract(o.value, '$.kind') || ': ' || coalesce(json_extract(o.value, '$.text'), ''), '; ')
                      FROM json_each(d.subject) o) END AS about,
         (SELECT max(u.id) FROM decision u WHERE u.undoes = d.id) AS last_undone_by
    FROM decision d
   ORDER BY d.id;

INSERT INTO about (name, value) VALUES
  ('what', 'A case of On Record: the reports of one inquiry, the statements in them, and what people decided. It says who said what; it never says what is true.'),
  ('how to read', 'The views reports, statements and decisions need no key. The command "onrecord case show" on this file prints the claims and their independent lines, which are worked out anew each time.'),
  ('the bytes', 'Every report can be followed to the bytes that it was read from: report → place → bytes. Their SHA-256 is their key.'),
  ('the tables', 'docs/case.md of the project describes every table; ".schema" in the sqlite3 shell shows the comments.');
