"""The set-up pages: the Marketing setup, which shows all of it together, and the tables kept below it."""
