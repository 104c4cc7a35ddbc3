"""What a topic holds: the share of its text that each policy domain has."""

import pandas as pd

__all__ = ["NO_DOMAIN", "compose", "wide_shares"]

NO_DOMAIN = "none"  # general goals and slogans, as the table ``unit_domains`` names them


def compose(
    units: pd.DataFrame, unit_topics: pd.DataFrame, unit_domains: pd.DataFrame
) -> pd.DataFrame:
    """Return the table ``composition``.

    Parameters
    ----------
    units : DataFrame
        Columns unit_id, n_tokens; of the parts that topics were fitted on alone.
    unit_topics, unit_domains : DataFrame
        As the tables.

    Returns
    -------
    DataFrame
        Columns topic_id, domain_id, share: over a topic's text, the mean of the units' shares of
        the domain, weighted by the tokens that each unit gives to the topic. A topic's shares sum
        to 1; a topic without text has no rows.

    Examples
    --------
    Two units of equal length, one of them half about water; the topic holds three times as much of
    the other:

    >>> units = pd.DataFrame({"unit_id": ["a", "b"], "n_tokens": [8, 8]})
    >>> topics = pd.DataFrame({"unit_id": ["a", "b"], "topic_id": "t01", "share": [0.2, 0.6]})
    >>> domains = pd.DataFrame(
    ...     [("a", "water", 0.5), ("a", "none", 0.5), ("b", "water", 1.0), ("b", "none", 0.0)],
    ...     columns=["unit_id", "domain_id", "share"],
    ... )
    >>> compose(units, topics, domains).round(3).to_numpy().tolist()
    [['t01', 'none', 0.125], ['t01', 'water', 0.875]]
    """
    topics, domains = wide_shares(unit_topics, "topic_id"), wide_shares(unit_domains, "domain_id")
    rows = units.set_index("unit_id")["n_tokens"].astype(float)
    rows = rows[rows.index.isin(topics.index) & rows.index.isin(domains.index)].sort_index()
    given = topics.loc[rows.index].mul(rows, axis=0)
    held = given.T @ domains.loc[rows.index]
    held = held[held.sum(axis=1) > 0]
    shares = held.div(held.sum(axis=1), axis=0).rename_axis("topic_id").reset_index()
    long = shares.melt("topic_id", var_name="domain_id", value_name="share")
    return long.sort_values(["topic_id", "domain_id"], ignore_index=True)


def wide_shares(shares: pd.DataFrame, category: str) -> pd.DataFrame:
    """Return a table of shares with a row per unit and a column per category, both sorted."""
    wide = shares.pivot(index="unit_id", columns=category, values="share")  # noqa: PD010
    return wide.sort_index()
