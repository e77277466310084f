"""Two thousand random texts: a query, or an error that says where and how to go on; nothing else."""

from benchmarks.fuzz import SEED, run, texts


def test_no_text_raises_anything_but_a_query_error() -> None:
    outcome = run(SEED, 2_000)
    assert not outcome.broken
    assert outcome.texts == 2_000
    assert 400 < outcome.refused < 1_600  # both queries and mistakes are tried


def test_texts_are_the_same_for_one_seed_and_hold_every_kind() -> None:
    made = list(texts(SEED, 50))
    assert made == list(texts(SEED, 50))
    assert made != list(texts(SEED + 1, 50))
    assert len(set(made)) > 45
