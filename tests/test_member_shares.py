"""Members' shares: written and read as they are; what does not fit together is refused."""

from pathlib import Path

import numpy as np
import pytest

from policytopics.member_shares import MemberShares, read_member_shares, write_member_shares

IDS = {"unit_ids": np.array(["a:1", "a:2"]), "topic_ids": np.array(["t01", "t02", "t03"])}


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    shares = np.random.default_rng(0).dirichlet(np.ones(3), (4, 2)).round(6).astype(np.float32)
    shares[1, :, 2] = np.nan
    members = MemberShares(shares=shares, **IDS)
    for name in ("a", "b"):
        write_member_shares(tmp_path / f"{name}.npz", members)
    back = read_member_shares(tmp_path / "a.npz")
    assert back.keys() == members.keys()
    assert back["shares"].dtype == np.float32
    np.testing.assert_array_equal(back["shares"], shares)
    assert back["unit_ids"].tolist() == ["a:1", "a:2"]
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


@pytest.mark.parametrize("shape", [(4, 3, 3), (4, 2, 2), (2, 3)])
def test_another_shape_is_refused(tmp_path: Path, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="units and topics named"):
        write_member_shares(tmp_path / "a.npz", MemberShares(shares=np.zeros(shape), **IDS))
