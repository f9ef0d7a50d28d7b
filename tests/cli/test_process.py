"""The command as a process of its own: consoles, pipes, signals and what is loaded."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import docparse
from tests.cli.conftest import REPORT
from tests.evaluating.reading import FORM

ROOT = Path(__file__).parents[2]
HEAVY = {"typer", "rich", "click", "spacy", "numpy", "jieba"}
MODELS = {"pydantic", "docparse.schema"}
# The readers of what a report need not have: evaluation forms, figures of the prose, tables of no form.
READERS = {"docparse.evaluating.forms", "docparse.narrative.narration", "docparse.undeclared.tables"}
STARTED = "docparse.pipeline"  # in a traceback or in sys.modules: the parser has been reached


def environment(**changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    return kept | {"PYTHONPATH": str(ROOT)} | changes


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "docparse", *map(str, arguments)]


def run(*arguments: str | Path, data: bytes | None = None, **changes: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(*arguments), input=data, env=environment(**changes), capture_output=True, timeout=60)


def modules_after(*arguments: str | Path) -> set[str]:
    """Names of the modules that a command line loads."""
    code = "import sys; from docparse.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    words = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(words, env=environment(), capture_output=True, timeout=60, check=True)
    return set(done.stderr.decode().split())


def test_report_is_converted(report_file: Path) -> None:
    done = run("convert", report_file)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [table["kind"] for table in json.loads(done.stdout)["tables"]] == ["expenditure"]


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-16"])
def test_json_is_utf8_whatever_the_console_is(report_file: Path, encoding: str) -> None:
    done = run("convert", report_file, PYTHONIOENCODING=encoding)
    assert json.loads(done.stdout.decode("utf-8"))["organization"]["value"] == "青石县茶园管理所"


def test_inspect_is_utf8_in_a_pipe(report_file: Path) -> None:
    assert "支出决算表" in run("inspect", report_file, PYTHONIOENCODING="ascii").stdout.decode("utf-8")


def test_standard_input_is_any_encoding() -> None:
    done = run("convert", "-", data=REPORT.encode("gbk"), PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)["source"]["name"] is None


def test_chinese_messages_reach_a_gbk_console() -> None:
    done = run("convert", "nowhere.txt", LC_ALL="zh_CN.GBK", PYTHONIOENCODING="gbk")
    assert (done.returncode, done.stderr.decode("gbk")) == (1, "docparse: nowhere.txt：没有这个文件或文件夹\n")


def test_result_may_come_through_a_pipe(report_file: Path) -> None:
    done = run("check", "-", "--only", "failed", data=run("convert", report_file).stdout)
    said = "<stdin>: 15 checks over 1 tables: 15 hold, none fails, 0 not tested\n\n"
    assert (done.returncode, done.stdout.decode()) == (0, said)


def test_console_without_chinese_gets_english() -> None:
    done = run("convert", "nowhere.txt", LC_ALL="zh_CN.UTF-8", PYTHONIOENCODING="ascii")
    assert done.stderr == b"docparse: nowhere.txt: no such file or folder\n"


def test_name_that_the_console_lacks_is_escaped() -> None:
    done = run("convert", "无.txt", PYTHONIOENCODING="ascii")
    assert done.stderr == b"docparse: \\u65e0.txt: no such file or folder\n"


@pytest.mark.parametrize(
    "arguments", [("convert", "tea.txt"), ("check", "tea.txt"), ("schema",), ("forms",), ("--help",), ("--version",)]
)
def test_closed_pipe_is_quiet(report_file: Path, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command(*arguments), stdout=writing, stderr=subprocess.PIPE, env=environment(), timeout=60)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_full_device_is_told_in_one_line(report_file: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("wb") as stream:
        done = subprocess.run(
            command("convert", report_file), stdout=stream, stderr=subprocess.PIPE, env=environment(), timeout=60
        )
    assert (done.returncode, done.stderr) == (1, b"docparse: <stdout>: No space left on device\n")


def test_interrupt_is_quiet() -> None:
    with subprocess.Popen(
        command("convert", "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(PYTHONPROFILEIMPORTTIME="1"),
    ) as process:  # fmt: skip
        assert process.stderr is not None
        # The names of loaded modules tell how far the process is: behind the last one it waits for standard input.
        while b"docparse.cli.convert" not in process.stderr.readline():
            pass
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert (process.wait(timeout=60), b"Traceback" in rest) == (130, False)


def test_version_is_printed_without_loading_anything_heavy() -> None:
    assert run("--version").stdout.decode() == f"docparse {docparse.__version__}\n"
    assert not modules_after("--version") & {*HEAVY, *MODELS, STARTED}


def test_plain_conversion_loads_nothing_heavy(report_file: Path) -> None:
    loaded = modules_after("convert", report_file)
    assert STARTED in loaded
    assert not loaded & (HEAVY | MODELS | READERS)


@pytest.mark.parametrize(
    ("line", "reader"),
    [
        ("本年支出合计73.15万元，比上年增加3.25%。", "docparse.narrative.narration"),
        (FORM, "docparse.evaluating.forms"),
    ],
    ids=["prose", "form"],
)
def test_what_a_report_holds_is_read_without_anything_heavy(report_file: Path, line: str, reader: str) -> None:
    report_file.write_text(f"{REPORT}\n{line}\n", encoding="utf-8")
    loaded = modules_after("convert", report_file)
    assert loaded & READERS == {reader}
    assert not loaded & (HEAVY | MODELS)


def test_title_without_its_form_does_not_load_what_reads_forms(report_file: Path) -> None:
    report_file.write_text(f"{REPORT}\n项目支出绩效自评表\n", encoding="utf-8")
    loaded = modules_after("convert", report_file)
    assert "docparse.evaluating.finding" in loaded
    assert not loaded & READERS


def test_failing_early_does_not_load_the_parser() -> None:
    assert STARTED not in modules_after("convert", "nowhere.txt")


def on_a_terminal(*arguments: str | Path, stream: str) -> str:
    """What a command line prints to its standard output or error when that is a terminal; the other is thrown away."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: theirs}
    with subprocess.Popen(command(*arguments), env=environment(TERM="xterm", COLUMNS="200"), **streams):  # type: ignore[call-overload]
        os.close(theirs)
        printed = b""
        try:
            while piece := os.read(ours, 1 << 16):
                printed += piece
        except OSError:
            pass  # how Linux says that the other side is gone
    os.close(ours)
    return printed.decode("utf-8")


def test_several_inputs_show_a_progress_bar_and_a_table_on_a_terminal(folder: Path) -> None:
    printed = on_a_terminal("convert", folder, "-o", "made", stream="stderr")
    assert "converting" in printed
    assert "2 converted, 0 failed" in printed


def test_pipe_gets_no_progress_bar(folder: Path) -> None:
    printed = run("convert", folder, "-o", "made").stderr.decode()
    assert "converting" not in printed
    assert "\x1b" not in printed


@pytest.mark.parametrize(
    ("command_name", "escaped"), [("convert", "青石县\\u009b2J茶园"), ("inspect", "青石县\\x9b2J茶园")]
)
def test_control_characters_of_a_document_do_not_reach_a_terminal(
    tmp_path: Path, command_name: str, escaped: str
) -> None:
    (tmp_path / "odd.txt").write_text(REPORT.replace("青石县茶园", "青石县\x9b2J茶园"), encoding="utf-8")
    printed = on_a_terminal(command_name, "odd.txt", stream="stdout")
    assert escaped in printed
    assert "\x9b" not in printed


def test_batch_tells_a_gbk_console_what_it_can(tmp_path: Path) -> None:
    (tmp_path / "名😀.txt").write_text(REPORT, encoding="utf-8")
    done = run(
        "batch",
        str(tmp_path),
        "--out",
        str(tmp_path / "结果😀"),
        "--workers",
        "0",
        LC_ALL="zh_CN.GBK",
        PYTHONIOENCODING="gbk",
    )
    assert done.returncode == 0
    assert done.stderr.decode("gbk").startswith("转换 1 份")
