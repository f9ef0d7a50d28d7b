-- The manifest of a batch: what each input is, what became of it, and where its results are. docs/scale.md explains it.
-- Amounts are decimal strings (TEXT): SQLite has no exact decimals. Flags are 0 or 1.

PRAGMA application_id = 1685021549; -- "docm"
PRAGMA user_version = 3;            -- version of these tables

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
  scope TEXT,                       -- unit, consolidated
  organization TEXT,
  administrative_division TEXT,
  fiscal_year TEXT,
  fiscal_year_status TEXT,
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
  holding INTEGER NOT NULL,         -- checks that hold
  untested INTEGER NOT NULL,        -- checks that could not be tested
  warnings INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  fingerprint TEXT,
  amount_count INTEGER NOT NULL,    -- different amounts behind the fingerprint
  amount_sketch TEXT NOT NULL,      -- some of them, to compare reports by
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
  fingerprint TEXT,                 -- of all amounts of its kind in the report
  PRIMARY KEY (position, number, table_id),
  FOREIGN KEY (position, number) REFERENCES report ON DELETE CASCADE
) WITHOUT ROWID;

-- How often each diagnostic was given.
CREATE TABLE report_diagnostic (
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  code TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (position, number, code),
  FOREIGN KEY (position, number) REFERENCES report ON DELETE CASCADE
) WITHOUT ROWID;

-- What forms say was left over at the beginning and at the end of their year, in 元.
CREATE TABLE balance (
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  table_id TEXT NOT NULL,
  item TEXT NOT NULL,               -- balance.opening, balance.closing
  yuan TEXT NOT NULL,
  unit TEXT NOT NULL,               -- 元 that one unit of the last printed digit stands for
  status TEXT NOT NULL,
  PRIMARY KEY (position, number, table_id, item),
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

-- What follows says how reports belong together. It is made anew from the tables above whenever a run ends;
-- docs/batch-relations.md explains it.

-- Publications of the same accounts. relation: republished (nothing that they share differs) or revised.
CREATE TABLE publication_group (
  id INTEGER PRIMARY KEY,
  relation TEXT NOT NULL,
  organization TEXT,                -- of the first report that names one, as compared: folded
  administrative_division TEXT,
  fiscal_year TEXT,
  document_kind TEXT NOT NULL,
  report_count INTEGER NOT NULL,
  version_count INTEGER NOT NULL
);

-- The reports of each group. version: reports with the same amounts have the same, from 1 in the order of positions.
CREATE TABLE publication (
  group_id INTEGER NOT NULL REFERENCES publication_group (id),
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  version INTEGER NOT NULL,
  shared REAL NOT NULL,             -- amounts in common with version 1, as a part of the smaller one's (0..1)
  changed TEXT NOT NULL,            -- kinds of tables that both have and that differ, parted by blanks
  PRIMARY KEY (position, number),
  FOREIGN KEY (position, number) REFERENCES report ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX publication_version ON publication (group_id, version);

-- Of all tables of one kind, department and year the one to use, so that nothing is added up twice.
CREATE TABLE primary_table (
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  table_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  department TEXT,                  -- as compared: folded
  administrative_division TEXT,     -- NULL: the department is not known well enough to be compared beyond its report
  fiscal_year TEXT,
  budget INTEGER NOT NULL,          -- 1 for tables of budgets, which are no final accounts
  table_count INTEGER NOT NULL,     -- tables among which it was chosen
  PRIMARY KEY (position, number, table_id),
  FOREIGN KEY (position, number) REFERENCES report ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX primary_table_department ON primary_table (kind, administrative_division, department, fiscal_year);

-- Whether a year opens with what the year before it closed with, in 元. Two publications are compared, not two readings.
-- outcome: holds, fails or not_tested; reason: scope, closing-missing, opening-missing or doubtful.
CREATE TABLE continuity (
  kind TEXT NOT NULL,
  department TEXT NOT NULL,
  administrative_division TEXT NOT NULL,
  fiscal_year TEXT NOT NULL,        -- the year that closes
  closing_position INTEGER NOT NULL,
  closing_number INTEGER NOT NULL,
  closing_table_id TEXT NOT NULL,
  closing_yuan TEXT,
  closing_status TEXT,
  opening_position INTEGER NOT NULL,
  opening_number INTEGER NOT NULL,
  opening_table_id TEXT NOT NULL,
  opening_yuan TEXT,
  opening_status TEXT,
  difference TEXT,                  -- opening less closing
  tolerance TEXT,
  outcome TEXT NOT NULL,
  reason TEXT,
  PRIMARY KEY (kind, administrative_division, department, fiscal_year),
  FOREIGN KEY (closing_position, closing_number) REFERENCES report ON DELETE CASCADE,
  FOREIGN KEY (opening_position, opening_number) REFERENCES report ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX continuity_closing ON continuity (closing_position, closing_number);
CREATE INDEX continuity_opening ON continuity (opening_position, opening_number);
CREATE INDEX continuity_outcome ON continuity (outcome);
