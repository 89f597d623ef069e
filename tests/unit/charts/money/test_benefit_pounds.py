"""A benefit's pounds by year: each profile a line of its own, told apart without colour."""

from charts.money.benefit_pounds import benefit_pounds_figure
from data_model.money.benefits.rows_benefits import BenefitReadingKind
from tests.benefit_rows import BEDS, benefit, came, net

ROW = benefit(
    BEDS,
    net(30_000, 40_000),
    net(25_000, 40_000),
    net(20_000, 40_000, stretch=60_000),
    readings=(came(10_000), came(5_000, BenefitReadingKind.BANKED)),
)


def test_each_profile_is_a_line_of_its_own_beside_target_stretch_realised_and_banked() -> None:
    figure = benefit_pounds_figure(ROW).figure
    assert [trace.name for trace in figure.data] == [
        *("Realised", "Banked", "First profile, 1 May 2025", "Profile 2, 1 Jun 2025", "Stretch", "Target"),
    ]
    lines = [trace for trace in figure.data if trace.type == "scatter"]
    assert len({(line.line.dash, line.marker.symbol) for line in lines}) == len(lines)
    assert [list(trace.y) for trace in figure.data] == [
        [100, None], [50, None], [300, 400], [250, 400], [600, None], [200, 400],
    ]  # fmt: skip
    assert figure.data[0].customdata == ("Realised 2025/26: £100", "Realised 2026/27: not known")


def test_its_sentence_says_what_is_to_come_and_how_often_it_was_reprofiled() -> None:
    assert benefit_pounds_figure(ROW).sentence == (
        "2025/26 to 2026/27: £600 is the target, £100 realised and £50 banked. It was reprofiled 2 times."
    )


def test_without_pounds_it_says_so() -> None:
    assert benefit_pounds_figure(benefit(BEDS)).sentence == "No pounds are profiled or realised yet."
