-- The tables of an export, in SQLite and, without keys, in CSV. Amounts are decimal strings (TEXT): SQLite has no exact
-- decimals. Flags are 0 or 1; `spans`, `fields` and the like are JSON. docs/export.md explains each column.

PRAGMA application_id = 1685021552; -- "docp"
PRAGMA user_version = 1;            -- version of these tables

CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  source_sha256 TEXT NOT NULL UNIQUE,
  source_name TEXT,
  schema_version TEXT NOT NULL,
  producer_version TEXT NOT NULL,
  knowledge TEXT NOT NULL,
  encoding TEXT NOT NULL,
  characters INTEGER NOT NULL,
  complete INTEGER NOT NULL,
  document_kind TEXT NOT NULL,
  scope TEXT,
  organization TEXT,
  organization_status TEXT,
  administrative_division TEXT,
  administrative_division_status TEXT,
  fiscal_year TEXT,
  fiscal_year_status TEXT,
  title TEXT,
  metadata TEXT NOT NULL
);

CREATE TABLE report_table (
  id INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  table_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  relation TEXT,
  form_number TEXT,
  title TEXT,
  department TEXT,
  fiscal_year TEXT,
  unit TEXT,
  unit_status TEXT,
  unit_factor TEXT,
  form TEXT,
  rendering TEXT,
  score REAL NOT NULL,
  margin REAL NOT NULL,
  admissible_layouts INTEGER,
  row_count INTEGER NOT NULL,
  cell_count INTEGER NOT NULL,
  unsettled_blanks INTEGER NOT NULL,
  empty INTEGER NOT NULL,
  spans TEXT NOT NULL,
  UNIQUE (report_id, table_id)
);

CREATE TABLE cell (
  id INTEGER PRIMARY KEY,
  report_table_id INTEGER NOT NULL REFERENCES report_table (id) ON DELETE CASCADE,
  source_sha256 TEXT NOT NULL,
  organization TEXT,
  administrative_division TEXT,
  fiscal_year TEXT,
  document_kind TEXT NOT NULL,
  scope TEXT,
  kind TEXT NOT NULL,
  table_id TEXT NOT NULL,
  row_id TEXT NOT NULL,
  row_key TEXT,
  row_code TEXT,
  row_name TEXT,
  row_level INTEGER,
  row_role TEXT NOT NULL,
  row_side TEXT,
  column_key TEXT NOT NULL,
  column_path TEXT NOT NULL,
  measure TEXT,
  funding TEXT,
  item TEXT,
  value TEXT,
  quantity TEXT NOT NULL,
  unit TEXT,
  unit_status TEXT,
  amount_yuan TEXT,
  status TEXT NOT NULL,
  disputed_by TEXT,
  repaired INTEGER NOT NULL,
  alternatives TEXT,
  raw TEXT NOT NULL,
  spans TEXT NOT NULL,
  UNIQUE (report_table_id, row_id, column_key)
);

CREATE TABLE check_result (
  id INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  check_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  statement TEXT NOT NULL,
  left_value TEXT,
  right_value TEXT,
  difference TEXT,
  tolerance TEXT,
  outcome TEXT NOT NULL,
  reason TEXT,
  cause TEXT,
  UNIQUE (report_id, check_id)
);

CREATE TABLE check_cell (
  check_result_id INTEGER NOT NULL REFERENCES check_result (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  cell_id INTEGER REFERENCES cell (id) ON DELETE CASCADE,
  pointer TEXT NOT NULL,
  PRIMARY KEY (check_result_id, position)
) WITHOUT ROWID;

CREATE TABLE diagnostic (
  report_id INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  severity TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  spans TEXT NOT NULL,
  fields TEXT NOT NULL,
  PRIMARY KEY (report_id, position)
) WITHOUT ROWID;
