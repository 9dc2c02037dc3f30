"""The year-end workbook: facts counted once, put into words and tables in the notice's order."""
