"""One page to hold a parsed report against its source: a file for a browser, with nothing to load from anywhere."""
