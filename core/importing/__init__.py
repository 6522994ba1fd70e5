"""Rows from a CSV file: read, understood, checked row by row, and written only when every row is fine.

`reading` turns bytes into lines, `kinds` says what an app understands, `records` what a line says, `drafts` what it
would change, `checking` puts them together and writes. An app registers its kinds in its `AppConfig.ready`.
"""
