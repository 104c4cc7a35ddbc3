"""The shares of topics that each member of an ensemble gives each unit: file and type.

They lie in ``member_unit_topics.npz``, written by the topics stage and read by that of regions.
"""

from pathlib import Path
from typing import Any, TypedDict

import numpy as np
import numpy.typing as npt

from policytopics.files import read_arrays, write_arrays

__all__ = ["MemberShares", "read_member_shares", "write_member_shares"]


class MemberShares(TypedDict):
    """Shares of the final topics, as the members of the ensemble see them.

    Attributes
    ----------
    shares : ndarray of float32, shape (members, units, topics)
        In [0, 1]; NaN where a member lacks the topic.
    unit_ids : ndarray of str, shape (units,)
    topic_ids : ndarray of str, shape (topics,)
    """

    shares: npt.NDArray[np.floating[Any]]
    unit_ids: npt.NDArray[np.str_]
    topic_ids: npt.NDArray[np.str_]


def write_member_shares(path: str | Path, members: MemberShares) -> None:
    """Write members' shares, rounded to six decimals; the same bytes for the same content.

    Raises
    ------
    ValueError
        If the shape of the shares is not that of the names (a fault of ours, so no `Problem`).
    """
    _check(members)
    write_arrays(
        path,
        shares=members["shares"].round(6).astype(np.float32),
        unit_ids=members["unit_ids"],
        topic_ids=members["topic_ids"],
    )


def read_member_shares(path: str | Path) -> MemberShares:
    """Return members' shares.

    Raises
    ------
    FailedSpecificationError
        If an earlier stage of this specification has failed.
    ValueError
        If the shape of the shares is not that of the names.
    """
    arrays = read_arrays(path)
    members = MemberShares(
        shares=arrays["shares"], unit_ids=arrays["unit_ids"], topic_ids=arrays["topic_ids"]
    )
    _check(members)
    return members


def _check(members: MemberShares) -> None:
    """Raise if units or topics of the shares are not as many as their names."""
    named = (len(members["unit_ids"]), len(members["topic_ids"]))
    shape = members["shares"].shape
    if len(shape) != 3 or shape[1:] != named:
        raise ValueError(f"shares have the shape {shape}; units and topics named: {named}")
