"""Tables of HTML are read as lines of cells between pipes."""

import pytest

from docparse.reading import from_text, normalise


def lines(text):
    return [line for line in normalise(from_text(text)).text.splitlines() if line.strip()]


def table(*rows, attributes=""):
    return f"<table{attributes}>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        pytest.param(table("<td>甲</td><td>1</td>", "<td>乙</td><td>2</td>"), ["|甲|1|", "|乙|2|"], id="cells"),
        pytest.param(table("<td>甲</td><td></td><td> </td><td>1</td>"), ["|甲|||1|"], id="blank cells"),
        pytest.param(
            table('<td colspan="2">甲</td><td>乙</td>', "<td>1</td><td>2</td><td>3</td>"),
            ["|甲||乙|", "|1|2|3|"],
            id="a cell over two columns",
        ),
        pytest.param(
            table("<td rowspan=2>甲</td><td>乙</td>", "<td>丙</td>"), ["|甲|乙|", "||丙|"], id="a cell over two rows"
        ),
        pytest.param(
            table("<td>乙</td><td rowspan='2' colspan='2'>甲</td>", "<td>丙</td>", "<td>1</td><td>2</td><td>3</td>"),
            ["|乙|甲||", "|丙|||", "|1|2|3|"],
            id="a block behind the last cell",
        ),
        pytest.param(
            "<TABLE BORDER=1><TR>\n<TH>甲</TH>\n<TH>乙</TH>\n</TR></TABLE>", ["|甲|乙|"], id="capitals and line ends"
        ),
        pytest.param("<table><tr><td>甲<td>乙<tr><td>1<td>2</table>", ["|甲|乙|", "|1|2|"], id="no end tags"),
        pytest.param(
            table("<td><p>项目</p>\n<p>支出</p></td><td>a<br>b</td>"), ["|项目支出|a b|"], id="lines inside a cell"
        ),
        pytest.param(
            table("<td colspan=2>收入支出决算总表</td>", "<td>甲</td><td>1</td>"),
            ["收入支出决算总表", "|甲|1|"],
            id="a title alone in its row",
        ),
        pytest.param(
            f"<table><tr><td>{table('<td>甲</td><td>1</td>')}</td><td>页脚</td></tr></table>",
            ["|甲|1|", "页脚"],
            id="a table that lays out the page",
        ),
        pytest.param(
            "<table><caption>表一</caption><tr><td>甲</td><td>1</td></tr></table>", ["表一", "|甲|1|"], id="caption"
        ),
        pytest.param("<table>甲<tr><td>1</td><td>2</td></tr></table>", ["甲", "1", "2"], id="text outside the cells"),
        pytest.param("<table></table>甲", ["甲"], id="no cell"),
        pytest.param("<tr><td>甲</td></tr></table>", ["<tr><td>甲</td></tr></table>"], id="no beginning"),
    ],
)
def test_table_is_printed_row_by_row(printed, meant):
    assert lines(printed) == meant


def test_value_of_a_table_leads_back_to_its_characters():
    source = table("<td>甲</td><td><b>12</b>.50</td>")
    normal = normalise(from_text(source))
    at = normal.text.index("12.50")
    assert "".join(source[low:high] for low, high in normal.spans(at, at + 5)) == "12.50"


def test_spans_without_bound_take_no_more_than_their_tags():
    cells = "<td rowspan=9999 colspan=9999>甲</td><td>1</td>"
    assert len(normalise(from_text(table(cells, cells, cells))).text) < 500
