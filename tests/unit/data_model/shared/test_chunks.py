from data_model.shared.chunks import chunks


def test_a_long_list_is_given_in_parts_that_keep_its_order() -> None:
    assert list(chunks([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]
    assert list(chunks([1, 2], 2)) == [[1, 2]]
    assert list(chunks([])) == []
