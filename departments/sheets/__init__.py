"""Lists as tables and files: rows, cells, spreadsheets, and what such files may hold."""
