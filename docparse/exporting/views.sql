-- Views on the tables of an export, in words that SQLite and DuckDB both understand.

-- Amounts in yuan, each once: a table that repeats another one, or is another department's or year's, is left out.
CREATE VIEW amount AS
SELECT
  cell.id AS cell_id,
  cell.organization, cell.administrative_division, cell.fiscal_year, cell.document_kind, cell.scope,
  cell.kind, report_table.form_number, report_table.title AS table_title, cell.table_id,
  cell.row_id, cell.row_key, cell.row_code, cell.row_name, cell.row_level, cell.row_role, cell.row_side,
  cell.column_key, cell.column_path, cell.measure, cell.funding, cell.item,
  cell.amount_yuan, CAST(cell.amount_yuan AS DOUBLE) AS yuan,
  cell.status, CAST(cell.disputed_by IS NOT NULL AS INTEGER) AS disputed, cell.repaired, cell.unit_status,
  report.fiscal_year_status, report.organization_status, report.complete,
  cell.source_sha256, report.source_name, cell.raw, cell.spans
FROM cell
JOIN report_table ON report_table.id = cell.report_table_id
JOIN report ON report.id = report_table.report_id
WHERE cell.amount_yuan IS NOT NULL AND coalesce(report_table.relation, 'continuation') = 'continuation';

-- Identities that fail, with the report that they stand in; cause `source`: the publication contradicts itself.
CREATE VIEW failed_check AS
SELECT
  check_result.id AS check_result_id,
  report.organization, report.administrative_division, report.fiscal_year, report.source_name, report.source_sha256,
  check_result.cause, check_result.kind, check_result.difference, check_result.tolerance, check_result.statement
FROM check_result
JOIN report ON report.id = check_result.report_id
WHERE check_result.outcome = 'fails';
