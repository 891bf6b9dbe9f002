"""From a file to a case: the only readers of files that people write, and the places of what is wrong in them."""
