"""What a log shows that was attained, as sentences, tables, a part of a case and a record."""
