"""Results as tables: what ``docparse convert`` wrote, flattened for databases and spreadsheets, not parsed again."""
