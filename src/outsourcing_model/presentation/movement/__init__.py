"""What lies between two versions of a case, as people read it: words for a change, the sentence, the table, JSON."""
