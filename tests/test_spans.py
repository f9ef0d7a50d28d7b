import pytest

from docparse.spans import BRIDGED, DROPPED, REPAIRED, Edit, OffsetMap, apply_edits


def test_unchanged_text_leads_back_to_itself():
    assert OffsetMap(10).back(3, 7) == ((3, 7),)


def test_empty_range_has_no_spans():
    assert OffsetMap(10).back(4, 4) == ()


def test_range_beyond_the_text_is_cut_to_it():
    assert OffsetMap(10).back(-3, 99) == ((0, 10),)


def test_dropped_characters_split_a_span():
    offsets = OffsetMap.from_edits(9, [Edit(3, 6, "", DROPPED)])
    assert offsets.back(0, 6) == ((0, 3), (6, 9))


def test_bridged_characters_stay_inside_a_span():
    offsets = OffsetMap.from_edits(9, [Edit(3, 4, "", BRIDGED)])
    assert offsets.back(0, 8) == ((0, 9),)


def test_removed_characters_at_the_edge_of_a_range_are_left_out():
    offsets = OffsetMap.from_edits(9, [Edit(3, 4, "", BRIDGED)])
    assert (offsets.back(0, 3), offsets.back(3, 8)) == (((0, 3),), ((4, 9),))


def test_one_character_for_several_leads_back_to_all_of_them():
    offsets = OffsetMap.from_edits(9, [Edit(3, 7, "x")])
    assert (offsets.length, offsets.back(3, 4), offsets.back(2, 5)) == (6, ((3, 7),), ((2, 8),))


def test_a_dropped_and_a_bridged_removal_side_by_side_split_the_span():
    offsets = OffsetMap.from_edits(9, [Edit(3, 4, "", BRIDGED), Edit(4, 5, "", DROPPED)])
    assert offsets.back(0, 7) == ((0, 3), (5, 9))


def test_a_text_of_which_nothing_is_left_has_no_spans():
    offsets = OffsetMap.from_edits(3, [Edit(0, 3, "", DROPPED)])
    assert (offsets.length, offsets.back(0, 3)) == (0, ())


def test_repair_is_seen_from_a_range_that_reaches_across_it():
    assert OffsetMap.from_edits(9, [Edit(3, 4, "", REPAIRED)]).repaired(0, 8)


@pytest.mark.parametrize("places", [(0, 3), (3, 8), (4, 8)])
def test_repair_is_not_seen_from_a_range_that_ends_at_it(places):
    assert not OffsetMap.from_edits(9, [Edit(3, 4, "", REPAIRED)]).repaired(*places)


def test_repair_that_replaces_a_character_is_seen():
    assert OffsetMap.from_edits(5, [Edit(2, 3, ".", REPAIRED)]).repaired(0, 5)


def test_two_rounds_of_changes_lead_back_to_the_first_text():
    source = "ab<i>cd, ef"
    first = [Edit(2, 5, "", DROPPED)]
    middle = apply_edits(source, first)
    second = [Edit(middle.index(" "), middle.index(" ") + 1, "", REPAIRED)]
    offsets = OffsetMap.from_edits(len(source), first).followed_by(OffsetMap.from_edits(len(middle), second))
    assert apply_edits(middle, second) == "abcd,ef"
    assert offsets.back(1, 7) == ((1, 2), (5, 11))


def test_repair_of_an_earlier_round_is_still_seen():
    first = OffsetMap.from_edits(9, [Edit(3, 4, "", REPAIRED)])
    offsets = first.followed_by(OffsetMap.from_edits(8, [Edit(7, 8, "", DROPPED)]))
    assert (offsets.repaired(0, 5), offsets.repaired(4, 7)) == (True, False)


def test_round_without_changes_adds_nothing():
    offsets = OffsetMap.from_edits(9, [Edit(3, 4)])
    assert offsets.followed_by(OffsetMap(8)) is offsets


def test_envelope_includes_what_was_dropped_inside():
    assert OffsetMap.from_edits(9, [Edit(3, 6, "", DROPPED)]).envelope(0, 6) == (0, 9)


def test_envelope_of_nothing_is_none():
    assert OffsetMap(9).envelope(4, 4) is None


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([Edit(3, 6), Edit(5, 7)], id="overlapping"),
        pytest.param([Edit(5, 6), Edit(1, 2)], id="out of order"),
        pytest.param([Edit(8, 12)], id="beyond the text"),
        pytest.param([Edit(3, 6, "xy")], id="two characters"),
        pytest.param([Edit(3, 3, "x")], id="insertion"),
    ],
)
def test_edits_that_cannot_be_led_back_are_refused(edits):
    with pytest.raises(ValueError, match="does not fit"):
        OffsetMap.from_edits(10, edits)
