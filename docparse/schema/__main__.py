"""``python -m docparse.schema`` prints the JSON Schema; ``--write`` renews the committed file."""

import argparse
import sys

from docparse.schema.json_schema import SCHEMA_FILE, render_schema


def main(arguments: list[str] | None = None) -> None:
    """Print or write the JSON Schema that the models give."""
    parser = argparse.ArgumentParser(prog="python -m docparse.schema", description="The JSON Schema of the report.")
    parser.add_argument("--write", action="store_true", help=f"write it to {SCHEMA_FILE.name} instead of printing it")
    if parser.parse_args(arguments).write:
        SCHEMA_FILE.write_text(render_schema(), encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(render_schema())


if __name__ == "__main__":
    main()
