"""The place that the name of a body begins with; all places are made up or could be anywhere."""

from __future__ import annotations

import pytest

from docparse.assembling.divisions import division_of


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("云岭县灯塔管理处", "云岭县"),
        ("海州省雾江市青禾区种子站", "海州省雾江市青禾区"),
        ("雾江市市场监督管理局", "雾江市"),
        ("雾江市市中区水务局", "雾江市市中区"),
        ("雾州市青禾区城市管理局", "雾州市青禾区"),
        ("云岭县城市管理局", "云岭县"),
        ("云岭县县城建设办公室", "云岭县"),
        ("云岭州灯塔管理处", "云岭州"),
        ("云岭自治州青禾自治县民政局", "云岭自治州青禾自治县"),
        ("云岭地区雾江市财政局", "云岭地区雾江市"),
        ("云岭盟正青旗民政局", "云岭盟正青旗"),
        ("海州自治区云岭兵团水利局", "海州自治区"),
        ("云岭生产建设兵团第一师水利局", "云岭生产建设兵团"),
        ("青县市城市管理局", "青县市"),
        ("青县市场监督管理局", "青县"),
        ("中共云岭县委办公室", "云岭县"),
        ("共青团云岭县委员会", "云岭县"),
        ("国家税务总局云岭县税务局", "云岭县"),
        ("海州省直机关事务管理局", "海州省"),
        ("雾江市青禾新区教育局", "雾江市青禾新区"),
        ("青石县大河灌区管理处", "青石县"),
        ("雾江市红旗区教育局", "雾江市红旗区"),
        ("雾江市民政局", "雾江市"),
        ("雾江市政府办公室", "雾江市"),
        ("雾江市政务服务中心", "雾江市"),
        ("丹城市水务局", "丹城市"),
        ("石门市城市管理局", "石门市"),
        ("海州市青山区财政局", "海州市青山区"),
        ("青都市成安区教育局", "青都市成安区"),
    ],
)
def test_place_is_what_the_name_begins_with(name: str, place: str) -> None:
    found = division_of(name)
    assert found is not None
    assert name[slice(*found)] == place


@pytest.mark.parametrize(
    "name",
    [
        "城市管理局", "市场监督管理局", "社区服务中心", "行政区划地名服务中心", "自然保护区管理局",
        "省级机关事务管理局", "住房和城乡建设局", "灯塔管理处", "雾江市", "民族地区发展中心", "", "市",
        "市民政局", "雾江城市管理局", "山区开发办公室", "云岭都市圈发展中心",
    ],
)  # fmt: skip
def test_name_without_a_place_has_none(name: str) -> None:
    assert division_of(name) is None
