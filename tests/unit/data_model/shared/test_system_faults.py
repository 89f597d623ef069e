"""What the system says of a file, in our words."""

import errno
from pathlib import Path

import pytest

from data_model.shared.system_faults import file_fault, file_sentence


def test_each_error_of_a_file_has_plain_words_and_none_of_the_systems(tmp_path: Path) -> None:
    for number in sorted(errno.errorcode):
        error = OSError(number, "Words of the System")
        said = file_fault(error)
        assert "System" not in said
        assert "Errno" not in said
        assert said[0].islower()
    with pytest.raises(OSError) as raised:  # noqa: PT011 - its kind differs between systems
        tmp_path.read_bytes()
    assert file_sentence(raised.value) == f"{tmp_path}: it is a folder"
    assert file_sentence(OSError("Words of a library")) == "A file: the system does not allow it"
    assert file_fault(OSError(9999, "Words")) == "the system does not allow it (error 9999)"
