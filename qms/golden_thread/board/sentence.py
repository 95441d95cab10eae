"""The first sentence of the board page. A person who reads only this has learned the truth."""


def board_sentence(*, total: int, improving: int, concern: int, unacted: int, without: int) -> str:
    """'2 of 7 objectives are improving, 1 gives concern and nobody is acting on it. 1 has no agreed data.'

    `unacted`: concerns that nobody acts on. `without`: objectives without a reading of an agreed metric."""
    if not total:
        return "No objective is on this board yet."
    parts = []
    if improving:
        parts.append(f"{improving:,} {'is' if improving == 1 else 'are'} improving")
    if concern:
        parts.append(f"{concern:,} {'gives' if concern == 1 else 'give'} concern and {_acting(concern, unacted)}")
    clauses = [", ".join(parts)] if parts else []
    if not parts and without < total:
        clauses.append("no chart shows a change")
    if without:
        clauses.append(f"{without:,} {'has' if without == 1 else 'have'} no agreed data")
    first, *rest = clauses
    return " ".join(f"{each}." for each in (_in_full(first, total), *rest))


def _in_full(clause: str, total: int) -> str:
    """The first clause says of how many it speaks: "2 of 7 objectives are improving"."""
    number, _, words = clause.partition(" ")
    if not number.replace(",", "").isdigit():
        return f"{'1 objective' if total == 1 else f'{total:,} objectives'}: {clause}"
    return f"The one objective {words}" if total == 1 else f"{number} of {total:,} objectives {words}"


def _acting(concern: int, unacted: int) -> str:
    if not unacted:
        return "somebody is acting on it" if concern == 1 else "somebody is acting on each"
    if unacted < concern:
        return f"nobody is acting on {unacted:,} of them"
    return "nobody is acting on it" if concern == 1 else "nobody is acting on them"
