"""Which of a person's choices about a file's columns and sheets stand, and which are new.

Owns: laying what is decided now over what is remembered, and asking once. Refuses: applying choices (see
`read_plan`), and storage.
"""

from collections.abc import Iterable, Sequence

from data_model.plan.import_choices import ChoiceKind, ImportChoice, ImportQuestion


def lay_choices(remembered: Iterable[ImportChoice], made: Iterable[ImportChoice]) -> tuple[ImportChoice, ...]:
    """Lay what is decided now over what is remembered; an empty meaning takes the remembered one away."""
    in_force = {(choice.kind, choice.about): choice for choice in remembered}
    for choice in made:
        known = in_force.get((choice.kind, choice.about))
        if known is None or known.meaning != choice.meaning:
            in_force[choice.kind, choice.about] = choice
    return tuple(choice for choice in in_force.values() if choice.meaning)


def new_choices(
    made: Iterable[ImportChoice], remembered: Iterable[ImportChoice], questions: Iterable[ImportQuestion]
) -> tuple[ImportChoice, ...]:
    """Keep the decisions about something in the file that differ from what is remembered."""
    in_file = {(each.kind, each.about) for each in questions}
    known = {(choice.kind, choice.about): choice.meaning for choice in remembered}
    return tuple(
        choice
        for choice in made
        if (choice.kind, choice.about) in in_file
        and known.get((choice.kind, choice.about), "") != choice.meaning
    )


def choices_used(
    choices: Iterable[ImportChoice], questions: Iterable[ImportQuestion]
) -> tuple[ImportChoice, ...]:
    """Keep the choices about something that the file has."""
    in_file = {(each.kind, each.about) for each in questions}
    return tuple(choice for choice in choices if (choice.kind, choice.about) in in_file)


def accept_proposals(
    questions: Sequence[ImportQuestion], remembered: Iterable[ImportChoice]
) -> tuple[ImportChoice, ...]:
    """Return what is asked and already read as something as choices: a person who saw it and loads agrees.

    What is remembered already is no new choice.
    """
    agreed = [
        ImportChoice(each.kind, each.about, each.written, each.read_as)
        for each in questions
        if each.asks and each.read_as
    ]
    return new_choices(agreed, remembered, questions)


def once(questions: Iterable[ImportQuestion]) -> tuple[ImportQuestion, ...]:
    """Ask once about a heading that several tables have: the one that asks, else the first."""
    kept: dict[tuple[ChoiceKind, str], ImportQuestion] = {}
    for question in questions:
        known = kept.setdefault((question.kind, question.about), question)
        if question.asks and not known.asks:
            kept[question.kind, question.about] = question
    return tuple(kept.values())
