-- Indexes, built on top of the tables of an export when they are filled.

CREATE INDEX cell_by_place ON cell (fiscal_year, kind, row_key, column_key);
CREATE INDEX cell_by_coordinates ON cell (measure, funding, item, fiscal_year);
CREATE INDEX fact_by_subject ON fact (subject, measure, fiscal_year);
CREATE INDEX check_cell_by_cell ON check_cell (cell_id);
CREATE INDEX check_cell_by_evaluation_cell ON check_cell (evaluation_cell_id);
CREATE INDEX check_cell_by_fact ON check_cell (fact_id);
