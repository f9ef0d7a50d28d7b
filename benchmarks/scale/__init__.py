"""``docparse batch`` at scale: documents a second, memory, bytes a report, and runs that are killed."""
