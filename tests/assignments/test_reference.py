"""The references do what the tutorial does, to the last digit."""

import torch

from solutions import gradient_descent as reference

RMSES = """
    RMSE: 74.96194346966999
    RMSE: 36.43029986215973
    RMSE: 22.692756149058336
    RMSE: 19.006926227796704
    RMSE: 18.225665028268686
    RMSE: 18.073917779669408
    RMSE: 18.04494798288646
    RMSE: 18.039351786874853
    RMSE: 18.03818276871748
    RMSE: 18.037850320630035
"""


def start() -> torch.Tensor:
    """The parameters that the tutorial begins with."""
    return reference.params.detach().clone().requires_grad_()


def test_ten_steps_print_the_numbers_of_the_tutorial(capsys) -> None:
    """Ten steps from the tutorial's start print its ten lines exactly."""
    params = start()
    for _ in range(10):
        reference.apply_step(params)

    assert capsys.readouterr().out.split() == RMSES.split()


def test_train_keeps_what_apply_step_prints() -> None:
    """The RMSEs that train returns are those that apply_step prints."""
    assert [f"RMSE: {rmse}" for rmse in reference.train(start(), 10)] == [
        line.strip() for line in RMSES.strip().splitlines()
    ]


def test_the_data_are_those_of_the_global_seed() -> None:
    """Data and draws equal what `torch.manual_seed(2021)` gives a notebook."""
    with torch.random.fork_rng():
        torch.manual_seed(2021)
        speed = torch.rand(20) * 5 + 0.8 * (reference.time - 7.5) ** 2 + 1
        draws = torch.randn(3), torch.randn(3)

    assert torch.equal(speed, reference.speed)
    assert torch.equal(draws[0], reference.shown_params)
    assert torch.equal(draws[1], reference.params)


def test_importing_the_references_seeds_nothing() -> None:
    """A notebook's own random numbers do not depend on whether the reference was imported."""
    import importlib

    torch.manual_seed(5)
    expected = torch.rand(2)
    torch.manual_seed(5)
    importlib.reload(reference)

    assert torch.equal(torch.rand(2), expected)


def test_train_stops_with_the_step_that_gained_too_little() -> None:
    """With a tolerance of 0.1 the seventh RMSE is the last: it fell by 0.03."""
    assert len(reference.train(start(), 1000, tolerance=0.1)) == 7


def test_train_stops_when_the_loss_rises(monkeypatch) -> None:
    """A learning rate that diverges is stopped by any tolerance after two values."""
    monkeypatch.setattr(reference, "lr", 5e-5)

    assert len(reference.train(start(), 1000, tolerance=1e-9)) == 2


def test_no_epochs_change_nothing() -> None:
    """Zero epochs give an empty list, and params are as before."""
    params = start()

    assert reference.train(params, 0) == []
    assert torch.equal(params, start())
