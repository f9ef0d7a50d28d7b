"""The running text: paragraphs, the outline of headings, and what the sentences state."""
