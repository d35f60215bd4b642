"""What became of a text, word by word: the runs make up both texts, and say no more than is other."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checker.revision import redline as module
from checker.revision.redline import Run, redline

TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d."]), max_size=12).map(" ".join)


def side(runs: tuple[Run, ...], how: str) -> str:
    return " ".join(run.text for run in runs if run.how in ("same", how))


@given(TEXTS, TEXTS)
def test_the_runs_make_up_both_texts(was: str, now: str) -> None:
    runs = redline(was, now)
    assert (side(runs, "removed"), side(runs, "added")) == (was, now)
    assert all(run.text for run in runs)
    assert all(one.how != other.how for one, other in pairwise(runs))
    assert (not [run for run in runs if run.how != "same"]) == (was == now)


def test_white_space_is_no_difference() -> None:
    assert redline("Both  share\nplans. ", " Both share plans.") == (Run("same", "Both share plans."),)


def test_only_what_is_other_is_marked() -> None:
    assert redline("They send notes within thirty days.", "They send notes within sixty days.") == (
        Run("same", "They send notes within"),
        Run("removed", "thirty"),
        Run("added", "sixty"),
        Run("same", "days."),
    )


def test_long_texts_that_have_little_in_common_count_as_written_anew() -> None:
    words = int(module.MOST**0.5) + 1
    was, now = " ".join(["a", "b"] * words), " ".join(["b", "c"] * words)
    assert redline(f"same {was} end", f"same {now} end") == (
        Run("same", "same"),
        Run("removed", was),
        Run("added", now),
        Run("same", "end"),
    )
