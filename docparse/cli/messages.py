"""Every sentence of the command line, in English and Chinese, and the choice between the two."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

from docparse.cli.complaints import CommandError, UsageError
from docparse.cli.terminal import write_error_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Language: TypeAlias = Literal["en", "zh"]


class Messages(NamedTuple):
    """The catalogue in one language (no dataclass: loading those takes longer than printing a version)."""

    language: Language

    def text(self, key: str, /, **fields: object) -> str:
        """The sentence of that key with its fields filled in."""
        english, chinese = CATALOGUE[key] if key in CATALOGUE else more_sentences()[key]
        return (chinese if self.language == "zh" else english).format(**fields)

    def complain(self, complaint: CommandError) -> None:
        """Writes one line to standard error."""
        write_error_line(f"docparse: {self.text(complaint.key, **complaint.fields)}")


@cache
def more_sentences() -> Mapping[str, tuple[str, str]]:
    """The sentences that ``convert`` does not need."""
    import tomllib
    from pathlib import Path

    text = Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8")
    return {key: (english, chinese) for key, (english, chinese) in tomllib.loads(text).items()}


def choose_language(environment: Mapping[str, str] | None = None) -> Language:
    """Chinese where the locale is Chinese and standard error can print it, else English."""
    environment = os.environ if environment is None else environment
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "")
    if not locale.lower().startswith("zh"):
        return "en"
    try:
        CATALOGUE["summary.report"][1].encode(getattr(sys.stderr, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return "en"
    return "zh"


def take_language(arguments: Sequence[str]) -> tuple[Language | None, list[str]]:
    """The language that ``--lang`` asks for, wherever it stands, and the other arguments.

    Raises:
        CommandError: The language is missing or unknown.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    asked: str | None = None
    left: list[str] = []
    words = iter(arguments[:end])
    for word in words:
        if word == "--lang":
            asked = next(words, "")
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
        else:
            left.append(word)
    for language in get_args(Language):
        if asked == language:
            return language, [*left, *arguments[end:]]
    if asked is not None:
        raise UsageError("usage.language", value=asked)
    return None, list(arguments)


# key: (English, Chinese)
CATALOGUE: Mapping[str, tuple[str, str]] = {
    # mistakes in the command line
    "usage.language": ("--lang takes zh or en, not {value!r}", "--lang 只能是 zh 或 en，不能是 {value!r}"),
    "usage.no-such-option": (
        "there is no option {option}; see docparse --help",
        "没有选项 {option}；请看 docparse --help",
    ),
    "usage.no-such-option-but": (
        "there is no option {option}; did you mean {nearest}?",
        "没有选项 {option}；是否想用 {nearest}？",
    ),
    "usage.no-such-command": (
        "there is no command {command}; the commands are {known}",
        "没有命令 {command}；可用命令：{known}",
    ),
    "usage.value-unwanted": ("the option {option} takes no value", "选项 {option} 不带值"),
    "usage.missing": ("{what} is missing; see docparse --help", "缺少 {what}；请看 docparse --help"),
    "usage.value-missing": ("the option {option} takes a value", "选项 {option} 需要一个值"),
    "usage.fail-on": (
        "--fail-on takes one of {known}, not {value!r}",
        "--fail-on 只能是 {known} 之一，不能是 {value!r}",
    ),
    "usage.only": ("--only takes {known}, not {value!r}", "--only 只能是 {known}，不能是 {value!r}"),
    "usage.grammars": (
        "--grammars takes {expected}, not {value!r}",
        "--grammars 不能是 {value!r}：须为存放表样文件的文件夹，或已安装的表样包名（{expected}）",
    ),
    "grammars.refused": ("{reason}", "表样或词表有误：{reason}"),
    "usage.document-kind": (
        "--document-kind takes one of {known}, not {value!r}",
        "--document-kind 只能是 {known} 之一，不能是 {value!r}",
    ),
    "usage.encoding": (
        "--encoding takes a text encoding such as utf-8 or gb18030, not {value!r}",
        "--encoding 须是文本编码（如 utf-8、gb18030），不能是 {value!r}",
    ),
    "usage.other": ("{reason}", "命令行有误：{reason}"),
    "usage.stdin-twice": ("standard input (-) can be read only once", "标准输入（-）只能读一次"),
    "usage.folder-needed": (
        "several inputs need -o FOLDER (or --jsonl for one stream)",
        "有多个输入时请用 -o 指定文件夹（或用 --jsonl 合成一个流）",
    ),
    "usage.not-a-folder": ("-o {name} is a file; several inputs need a folder", "-o {name} 是文件；多个输入需要文件夹"),
    "usage.lines-need-a-file": (
        "--jsonl writes one file; -o {name} is a folder",
        "--jsonl 只写一个文件；-o {name} 是文件夹",
    ),
    # inputs
    "input.empty": ("{name}: the input is empty", "{name}：输入为空"),
    "input.binary": ("{name}: this is not text; docparse reads text", "{name}：不是文本；docparse 只读文本"),
    "input.binary-with-advice": (
        "{name}: this is a {kind} file; docparse reads text; try: {command}",
        "{name}：这是 {kind} 文件；docparse 只读文本；可以试试：{command}",
    ),
    "input.encoding-unknown": (
        "{name}: the encoding was not recognised; name it with --encoding",
        "{name}：无法识别编码；请用 --encoding 指明",
    ),
    "input.not-this-encoding": ("{name}: the bytes are not {encoding} text", "{name}：内容不是 {encoding} 编码的文本"),
    "input.too-many-bytes": ("{name}: more than {limit:,} bytes", "{name}：超过 {limit:,} 字节"),
    "input.too-many-characters": ("{name}: more than {limit:,} characters", "{name}：超过 {limit:,} 个字符"),
    "input.too-slow": ("{name}: not finished within {limit:g} s", "{name}：{limit:g} 秒内未能完成"),
    "input.unreadable": ("{name}: {reason}", "{name}：{reason}"),
    "input.bug": (
        "{name}: a bug in docparse, please report it: {error}: {reason} ({place})",
        "{name}：docparse 自身出错，请报告：{error}: {reason}（{place}）",
    ),
    "input.no-match": ("{name}: nothing matches this pattern", "{name}：没有匹配该模式的文件"),
    "input.no-text-files": (
        "{name}: no text files in this folder ({suffixes})",
        "{name}：文件夹中没有文本文件（{suffixes}）",
    ),
    # files
    "file.missing": ("{name}: no such file or folder", "{name}：没有这个文件或文件夹"),
    "file.forbidden": ("{name}: permission denied", "{name}：没有权限"),
    "file.os-error": ("{name}: {reason}", "{name}：{reason}"),
    "file.exists": ("{name}: exists already; --overwrite replaces it", "{name}：已经存在；加 --overwrite 可覆盖"),
    "file.is-the-input": ("{name}: the output would replace the input", "{name}：输出会覆盖输入"),
    "file.claimed": (
        "{name}: its output {target} is already that of {other}",
        "{name}：其输出 {target} 已用于 {other}",
    ),
    "file.is-a-folder": ("{name}: this is a folder", "{name}：这是文件夹"),
    # --fail-on
    "found.source": (
        "{name}: checks by which the source contradicts itself: {count}",
        "{name}：{count} 项勾稽表明原文自相矛盾",
    ),
    "found.failed": ("{name}: checks that fail: {count}", "{name}：{count} 项勾稽不成立"),
    "found.conflicting": ("{name}: conflicting values: {count}", "{name}：{count} 个相互矛盾的值"),
    "found.inferred": ("{name}: inferred values or blanks: {count}", "{name}：{count} 个推断的值或空格"),
    "found.unread": ("{name}: diagnostics of unread text: {count}", "{name}：{count} 条未读懂文本的诊断"),
    # summary of convert
    "summary.report": ("report", "报告"),
    "summary.tables": ("tables", "表"),
    "summary.rows": ("rows", "行"),
    "summary.values": ("values", "值"),
    "summary.diagnostics": ("diagnostics", "诊断"),
    "summary.target": ("JSON", "JSON"),
    "summary.counts": ("{converted} converted, {failed} failed", "完成 {converted} 个，失败 {failed} 个"),
    "summary.stdout": ("standard output", "标准输出"),
    "progress.converting": ("converting", "转换中"),
    # help
    "help.docparse": (
        "Text extracts of Chinese government final accounts into one canonical JSON.\n\n"
        "Exit codes: 0 fine, 1 some inputs failed, 2 wrong usage, 3 what --fail-on names was found, "
        "130 interrupted, 141 the reader closed the pipe.",
        "把中国政府部门决算公开的文本转换为统一的 JSON。\n\n"
        "退出码：0 正常，1 有输入失败，2 用法有误，3 发现了 --fail-on 所指的情况，130 被中断，141 管道已关闭。",
    ),
    "help.version": ("Print the version.", "显示版本号。"),
    "help.lang": (
        "Language of messages, zh or en; without it the locale decides.",
        "消息语言：zh 或 en；缺省时由系统区域设置决定。",
    ),
    "help.convert": (
        "Convert texts to JSON.\n\n"
        "One input goes to standard output unless -o names a file or folder. Several inputs, a folder or a pattern "
        "need -o FOLDER, where relative paths are kept, or --jsonl.\n\n"
        "Exit codes: 0 fine, 1 some inputs failed (the others were converted), 2 wrong usage, 3 what --fail-on names "
        "was found (the JSON was written all the same).",
        "把文本转换为 JSON。\n\n"
        "单个输入写到标准输出，除非用 -o 指定文件或文件夹。多个输入、文件夹或通配模式须用 -o 指定文件夹"
        "（保留相对路径），或用 --jsonl。\n\n"
        "退出码：0 正常，1 有输入失败（其余照常转换），2 用法有误，3 发现了 --fail-on 所指的情况（JSON 照常写出）。",
    ),
    "help.inputs": (
        "Files, folders (their text files, recursively), patterns, or - for standard input.",
        "文件、文件夹（递归其中的文本文件）、通配模式，或用 - 表示标准输入。",
    ),
    "help.output": (
        "File, or folder if it is one or ends in /; - is standard output.",
        "输出文件；已有的文件夹或以 / 结尾则为文件夹；- 为标准输出。",
    ),
    "help.jsonl": ("One report per line.", "每行一份报告。"),
    "help.plain": ("Values only: each cell is replaced by its value.", "只写值：每个单元格用其值代替。"),
    "help.no-spans": ("Cells without raw text and spans.", "单元格不含原文与位置。"),
    "help.compact": ("No indentation.", "不缩进。"),
    "help.encoding": ("Encoding of the inputs, instead of recognising it.", "指定输入编码，不自动识别。"),
    "help.grammars": (
        "Read forms and lexicons of your own as well: a folder (*.toml, evaluations/*.toml, lexicons/*.tsv)"
        " or an installed package.",
        "另外使用自备的表样和词表：文件夹（*.toml、evaluations/*.toml、lexicons/*.tsv）或已安装的表样包。",
    ),
    "help.document-kind": (
        "What the documents are, instead of finding out: final_accounts, performance_report, budget or other.",
        "指定文件种类，不自动判断：final_accounts、performance_report、budget 或 other。",
    ),
    "help.fail-on": (
        "Exit with 3 if a report has: source, checks by which the source contradicts itself; failed, checks that fail "
        "for whatever cause; conflicting values; inferred values or blanks; unread text "
        "(diagnostics of severity error, unread lines, unplaced numbers, unclaimed text). May be repeated.",
        "报告中有以下情况时以 3 退出：source 原文自相矛盾；failed 任何原因的勾稽不成立；conflicting 相互矛盾的值；"
        "inferred 推断的值或空格；unread 未读懂的文本（错误级诊断、未读的行、未定位的数字、无人认领的文本）。可重复。",
    ),
    "help.overwrite": ("Replace files that exist.", "覆盖已有文件。"),
    "help.quiet": ("No summary and no progress bar.", "不显示摘要和进度条。"),
    "help.check": (
        "Show what adds up in reports and what does not, by how much, why, and with the lines of the source.\n\n"
        "Exit codes: 0 fine (whatever the checks say), 1 some inputs failed, 2 wrong usage, 3 what --fail-on names was "
        "found.",
        "检验报告中的勾稽关系：哪些成立，哪些不成立、差多少、什么原因，并引出原文所在的行。\n\n"
        "退出码：0 正常（不论检验结果如何），1 有输入失败，2 用法有误，3 发现了 --fail-on 所指的情况。",
    ),
    "help.check-inputs": (
        "Texts, or results of docparse convert: files, folders (their text files), patterns, or -.",
        "文本，或 docparse convert 的结果：文件、文件夹（其中的文本文件）、通配模式，或 -。",
    ),
    "help.source": (
        "The text that a result was made from, so that its lines can be quoted.",
        "生成该结果的文本，用于引出原文的行。",
    ),
    "help.only": ("Only the checks that fail.", "只列不成立的勾稽。"),
    "help.inspect": (
        "Show what was recognised where: outline, tables, unclaimed regions, diagnostics.",
        "显示在何处识别出什么：大纲、表、无人认领的文本、诊断。",
    ),
    "help.inspect-input": ("A file, or - for standard input.", "一个文件，或用 - 表示标准输入。"),
    "help.forms": ("List the statutory forms that docparse knows.", "列出 docparse 认识的报表。"),
    "help.explain": (
        "Show how one table was recognised, or how one of its cells was read.\n\n"
        "Exit codes: 0 fine, 1 the input failed, 2 wrong usage, also where no table, row or column is called so.",
        "说明一张表是如何识别的，或其中一个单元格是如何读出的。\n\n"
        "退出码：0 正常，1 输入失败，2 用法有误（包括没有这样的表、行或栏）。",
    ),
    "help.table": (
        "Its id, form number, kind or title; docparse inspect lists them.",
        "表的 id、表号、种类或表名；docparse inspect 会列出。",
    ),
    "help.row": ("Id, code, line number, key or name of a row.", "行的 id、编码、行次、键或名称。"),
    "help.column": (
        "Key, number or labels (a/b) of a column.",
        "栏的键、栏次或标签（甲/乙）。",
    ),
    "help.json": ("As JSON.", "以 JSON 输出。"),
    "help.lint": (
        "Check form files: keys, labels, columns, arithmetic, and what they share with other forms.\n\n"
        "Exit codes: 0 fine (warnings and notes too), 1 something is wrong or cannot be read, 2 wrong usage.",
        "检查表样文件：键、标签、栏、勾稽关系，以及与其他表样的冲突。\n\n"
        "退出码：0 正常（包括只有警告和提示），1 有错误或无法读取，2 用法有误。",
    ),
    "help.lint-input": (
        "A folder of form files, or one file; without it, the forms of docparse.",
        "存放表样文件的文件夹，或单个文件；缺省时检查 docparse 自带的表样。",
    ),
    "help.new-form": (
        "Print the commented skeleton of a form file, to be filled in.\n\n"
        "Exit codes: 0 fine, 1 the file exists or cannot be written, 2 wrong usage.",
        "输出带注释的表样文件骨架，供填写。\n\n退出码：0 正常，1 文件已存在或无法写入，2 用法有误。",
    ),
    "help.kind": ("A kind of the output contract, or place:name.", "输出约定中的种类，或 place:name。"),
    "help.out": ("A new file, instead of standard output.", "写入新文件，而不是标准输出。"),
    "help.schema": ("Print the JSON Schema of a report.", "输出报告的 JSON Schema。"),
    # inspect and forms
    "inspect.name": ("name", "名称"),
    "inspect.document-kind": ("document kind", "文件种类"),
    "inspect.organization": ("organisation", "单位"),
    "inspect.year": ("fiscal year", "年度"),
    "inspect.title": ("title", "标题"),
    "inspect.encoding": ("encoding", "编码"),
    "inspect.characters": ("characters", "字符数"),
    "inspect.renderings": ("renderings", "排版方式"),
    "inspect.complete": ("complete", "完整"),
    "inspect.yes": ("yes", "是"),
    "inspect.no": ("no", "否"),
    "inspect.outline": ("Outline", "大纲"),
    "inspect.tables": ("Tables", "表"),
    "inspect.recognition": ("How the tables were recognised", "表的识别依据"),
    "inspect.unclaimed": ("Unclaimed text", "无人认领的文本"),
    "inspect.diagnostics": ("Diagnostics", "诊断"),
    "inspect.lines": ("lines", "行"),
    "inspect.heading": ("heading", "标题"),
    "inspect.table": ("table", "表"),
    "inspect.unit": ("unit", "单位"),
    "inspect.form": ("form", "格式"),
    "inspect.score": ("score", "得分"),
    "inspect.runner-up": ("runner-up", "次选"),
    "inspect.margin": ("margin", "差距"),
    "inspect.rendering": ("rendering", "排版"),
    "inspect.rows": ("rows", "行数"),
    "inspect.statuses": ("statuses", "状态"),
    "inspect.severity": ("severity", "级别"),
    "inspect.code": ("code", "代码"),
    "inspect.message": ("message", "说明"),
    "inspect.text": ("text", "文本"),
    "forms.kind": ("kind", "种类"),
    "forms.titles": ("titles", "表名"),
    "forms.columns": ("columns", "列数"),
    "forms.variants": ("variants", "变体"),
}
