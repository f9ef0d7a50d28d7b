-- The manifest of a batch: what each input is, what became of it, and where its results are. docs/scale.md explains it.
-- Amounts are decimal strings (TEXT): SQLite has no exact decimals. Flags are 0 or 1.

PRAGMA application_id = 1685021549; -- "docm"
PRAGMA user_version = 1;            -- version of these tables

-- How results are laid out; fixed when the first run begins.
CREATE TABLE layout (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- One row a run of the command. `finished` is NULL where it was broken off.
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  started TEXT NOT NULL,
  finished TEXT,
  version TEXT NOT NULL,
  knowledge TEXT NOT NULL,
  options TEXT NOT NULL
);

-- One row an input. `position` counts from 0 in the order in which inputs were first met; it never changes.
-- outcome: pending, done, duplicate, failed, timeout, memory or crashed.
CREATE TABLE document (
  position INTEGER PRIMARY KEY,
  place TEXT NOT NULL UNIQUE,
  sha256 TEXT,
  bytes INTEGER,
  metadata TEXT NOT NULL,
  outcome TEXT NOT NULL,
  duplicate_of INTEGER REFERENCES document (position),
  error TEXT,
  message TEXT,
  version TEXT,
  knowledge TEXT,
  options TEXT,
  seconds REAL,
  last_run INTEGER NOT NULL REFERENCES run (id)
);
CREATE INDEX document_sha256 ON document (sha256);
CREATE INDEX document_outcome ON document (outcome);
CREATE INDEX document_duplicate_of ON document (duplicate_of) WHERE duplicate_of IS NOT NULL;

-- One row a result: one for a document, several where its text holds several documents and was split.
CREATE TABLE report (
  position INTEGER NOT NULL REFERENCES document (position) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  start INTEGER NOT NULL,
  target TEXT,                      -- the file that holds it; NULL until its part is written
  json_bytes INTEGER NOT NULL,
  source_sha256 TEXT NOT NULL,
  characters INTEGER NOT NULL,
  document_kind TEXT NOT NULL,
  complete INTEGER NOT NULL,
  organization TEXT,
  administrative_division TEXT,
  fiscal_year TEXT,
  title TEXT,
  table_count INTEGER NOT NULL,
  evaluation_count INTEGER NOT NULL,
  fact_count INTEGER NOT NULL,
  value_count INTEGER NOT NULL,
  verified INTEGER NOT NULL,
  read INTEGER NOT NULL,
  inferred INTEGER NOT NULL,
  conflicting INTEGER NOT NULL,
  not_applicable INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  contradictions INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  fingerprint TEXT,
  PRIMARY KEY (position, number)
) WITHOUT ROWID;
CREATE INDEX report_fingerprint ON report (fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX report_organization ON report (organization, fiscal_year, document_kind);

CREATE TABLE report_table (
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  table_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  relation TEXT,
  department TEXT,
  fiscal_year TEXT,
  row_count INTEGER NOT NULL,
  value_count INTEGER NOT NULL,
  verified_count INTEGER NOT NULL,
  empty INTEGER NOT NULL,
  PRIMARY KEY (position, number, table_id),
  FOREIGN KEY (position, number) REFERENCES report ON DELETE CASCADE
) WITHOUT ROWID;

-- What forms say was left over at the beginning and at the end of their year, in 元.
CREATE TABLE balance (
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  item TEXT NOT NULL,
  yuan TEXT NOT NULL,
  unit TEXT NOT NULL,               -- 元 that one unit of the last printed digit stands for
  status TEXT NOT NULL,
  PRIMARY KEY (position, number, kind, item),
  FOREIGN KEY (position, number) REFERENCES report ON DELETE CASCADE
) WITHOUT ROWID;

-- Results that wait for their part to be complete. A part that is written leaves nothing here.
CREATE TABLE staged (
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  json BLOB NOT NULL,
  PRIMARY KEY (position, number)
);

-- Parts of results that are written, and the results in them, in their order.
CREATE TABLE part_line (
  part INTEGER NOT NULL,
  line INTEGER NOT NULL,
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (part, line)
) WITHOUT ROWID;
