"""Reads the performance self-evaluation forms: head, funds, goals, indicators, tasks and result of each."""
