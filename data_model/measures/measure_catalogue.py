"""The measures that a front door usually has, as their names, meanings and usual targets are written.

Owns: what a plan can start from; every word and number can be changed afterwards.
Refuses: storage, any opinion on which of them a council needs, and names that mean another clock: 24 hours
are not a working day, 5 days not 5 working days. Targets are the usual ones, not the law.
"""

from dataclasses import dataclass

from data_model.measures.measure_vocabulary import Clock, Frequency, PartKind, Polarity, Unit, measure_key
from data_model.measures.stated_measures import NewDefinition, NewMeasure, NewTarget


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One measure. `code` never changes; `aliases` are other names that workbooks give it.

    `target` is in the measure's unit, of the whole measure or of the part named; None where none is usual.
    `tolerance` is how far from the target still counts as near it.
    """

    code: str
    name: str
    definition: NewDefinition
    aliases: tuple[str, ...]
    target: float | None = None
    tolerance: float | None = None
    target_part: str = ""
    target_part_kind: PartKind = PartKind.WHOLE
    is_front_door: bool = True

    @property
    def keys(self) -> frozenset[str]:
        """The folded forms (`measure_vocabulary.measure_key`) of its name and its aliases."""
        return frozenset(measure_key(name) for name in (self.name, *self.aliases))

    @property
    def new_measure(self) -> NewMeasure:
        """The measure that a plan without it is given, with the usual target."""
        target = None
        if self.target is not None:
            target = NewTarget(self.target, self.tolerance, self.target_part_kind, self.target_part)
        return NewMeasure(self.name, self.definition, is_front_door=self.is_front_door, target=target)


def _count(meaning: str, polarity: Polarity, frequency: Frequency = Frequency.MONTH) -> NewDefinition:
    return NewDefinition(meaning, Unit.COUNT, polarity, frequency)


def _share(
    meaning: str, polarity: Polarity, numerator: str, denominator: str, clock: Clock = Clock.NONE
) -> NewDefinition:
    return NewDefinition(
        meaning, Unit.PERCENT, polarity, clock=clock, numerator=numerator, denominator=denominator
    )


CATALOGUE: tuple[CatalogueEntry, ...] = (
    CatalogueEntry(
        "contacts",
        "Contacts received",
        _count("How many contacts reached the front door in the period.", Polarity.INFO),
        (
            *("Contacts", "Number of contacts", "Number of contacts received", "Total contacts"),
            *("Contacts in month", "Contacts received in month", "New contacts", "Initial contacts"),
        ),
    ),
    CatalogueEntry(
        "open_contacts",
        "Open contacts",
        _count("How many contacts waited for a decision at the end of the period.", Polarity.LOWER),
        (
            *("Contacts open", "Number of open contacts", "Contacts open at month end"),
            *("Open contacts at month end", "Open contacts at period end", "Outstanding contacts"),
            *("Contacts outstanding", "Contacts awaiting a decision", "Contacts in progress"),
        ),
    ),
    CatalogueEntry(
        "open_too_long",
        "Contacts open longer than 5 working days",
        NewDefinition(
            "How many contacts, at the end of the period, had waited for a decision for longer than the "
            "limit. The limit, and whether it is in calendar or working days, is part of the definition.",
            Unit.COUNT,
            Polarity.LOWER,
            clock=Clock.WORKING_DAYS,
        ),
        (
            *("Contacts open more than 5 working days", "Contacts open over 5 working days"),
            *("Contacts open > 5 working days", "Open contacts over 5 working days"),
            *("Open contacts older than 5 working days", "Contacts open for more than 5 working days"),
        ),
        target=0,
    ),
    CatalogueEntry(
        "decided_in_time",
        "Contact decision within 1 working day",
        _share(
            "Of the contacts received in the period, the share decided within one working day.",
            Polarity.HIGHER,
            "contacts decided within one working day",
            "contacts received",
            Clock.WORKING_DAYS,
        ),
        (
            *("% contacts decided within 1 working day", "Contacts decided within 1 working day"),
            *("Contact decisions within 1 working day", "Contact decision within one working day"),
            *("% contacts with a decision within 1 working day", "Contact timeliness"),
            *("Contacts completed within 1 working day", "% contacts on time"),
        ),
        target=95,
        tolerance=5,
    ),
    CatalogueEntry(
        "triage_in_time",
        "Triage within the tier’s time",
        _share(
            "Of the contacts in a tier (Red, Amber, Yellow …), the share triaged within the time that the "
            "tier allows.",
            Polarity.HIGHER,
            "contacts triaged within the tier’s time",
            "contacts in the tier",
        ),
        (
            *("Triage on time", "Triage timeliness", "Triage within timescale", "% triaged within timescale"),
            *("% triaged on time", "Triage within target time", "Contacts triaged on time"),
            *("MASH triage within timescale", "Tier timeliness", "RAG triage within timescale"),
        ),
        target=100,
        target_part="Red",
        target_part_kind=PartKind.TIER,
    ),
    CatalogueEntry(
        "to_referral",
        "Contacts resulting in referral",
        _share(
            "Of the contacts received in the period, the share that became a referral.",
            Polarity.INFO,
            "contacts that became a referral",
            "contacts received",
        ),
        (
            *("% contacts resulting in referral", "Contacts progressing to referral"),
            *("% contacts progressing to referral", "Contact to referral conversion", "Conversion rate"),
            *("Contacts converted to referral", "% contacts to referral", "Contacts leading to referral"),
        ),
    ),
    CatalogueEntry(
        "no_further_action",
        "Contacts ending in no further action",
        _share(
            "Of the contacts received in the period, the share that ended in no further action.",
            Polarity.INFO,
            "contacts that ended in no further action",
            "contacts received",
        ),
        (
            *("% contacts NFA", "Contacts NFA", "NFA contacts", "% contacts ending in NFA"),
            *("Contacts resulting in NFA", "Contacts with no further action", "Contacts closed NFA"),
            *("% contacts resulting in no further action", "Contacts resulting in no further action"),
        ),
    ),
    CatalogueEntry(
        "referral_in_time",
        "Referral decision within 1 working day",
        _share(
            "Of the referrals of the period, the share decided within one working day.",
            Polarity.HIGHER,
            "referrals decided within one working day",
            "referrals",
            Clock.WORKING_DAYS,
        ),
        (
            *("% referrals decided within 1 working day", "Referrals decided within 1 working day"),
            *("Referral decisions within 1 working day", "Referral decision within one working day"),
            *("Referrals with a decision within 1 working day", "Referral timeliness", "% referrals on time"),
        ),
        target=90,
        tolerance=5,
    ),
    CatalogueEntry(
        "re_referrals",
        "Re-referrals within 12 months",
        _share(
            "Of the referrals of the period, the share of those within 12 months of the child's previous "
            "referral.",
            Polarity.LOWER,
            "referrals within 12 months of the child's previous referral",
            "referrals",
        ),
        (
            *("Re-referrals", "% re-referrals", "Re-referral rate", "Rereferrals", "Repeat referrals"),
            *("% re-referrals within 12 months", "Re-referrals in 12 months", "Rate of re-referrals"),
            *("Referrals within 12 months of a previous referral", "Re-referrals within 12m"),
        ),
        target=20,
        tolerance=2,
    ),
    CatalogueEntry(
        "strategy_in_time",
        "Strategy discussions on time",
        _share(
            "Of the strategy discussions required in the period, the share held in time.",
            Polarity.HIGHER,
            "strategy discussions held in time",
            "strategy discussions required",
        ),
        (
            *("% strategy discussions on time", "Strategy discussions within timescale"),
            *("Strategy discussion timeliness", "Strategy meetings on time", "Strategy meetings in time"),
            *("Strategy meetings within timescale", "Timely strategy discussions"),
        ),
        target=90,
        tolerance=5,
    ),
    CatalogueEntry(
        "s47_to_conference",
        "Section 47 to initial conference",
        _share(
            "Of the section 47 enquiries of the period, the share that led to an initial child protection "
            "conference.",
            Polarity.INFO,
            "initial child protection conferences",
            "section 47 enquiries",
        ),
        (
            *("S47 to ICPC", "% S47 to ICPC", "Section 47 to ICPC", "S47 enquiries leading to ICPC"),
            *("% section 47 enquiries leading to ICPC", "S47 to ICPC conversion", "S47 resulting in ICPC"),
            *("Section 47 enquiries resulting in initial conference", "S47 progressing to ICPC"),
        ),
    ),
    CatalogueEntry(
        "conference_in_time",
        "Initial child protection conference within 15 working days",
        _share(
            "Of the initial child protection conferences of the period, the share held within 15 working "
            "days of the strategy discussion that started the section 47 enquiry.",
            Polarity.HIGHER,
            "initial conferences held within 15 working days",
            "initial conferences held",
            Clock.WORKING_DAYS,
        ),
        (
            *("ICPC within 15 working days", "% ICPC within 15 working days", "ICPCs within 15 working days"),
            *("ICPC in 15 days", "ICPC within 15 days", "% ICPCs held within 15 working days"),
            *("ICPC timeliness", "Initial conferences within 15 working days", "ICPCs on time"),
            *("Initial child protection conferences within 15 working days", "ICPC on time"),
        ),
        target=90,
        tolerance=5,
    ),
    CatalogueEntry(
        "assessments_in_time",
        "Assessments within 45 working days",
        _share(
            "Of the assessments completed in the period, the share authorised within 45 working days.",
            Polarity.HIGHER,
            "assessments authorised within 45 working days",
            "assessments completed",
            Clock.WORKING_DAYS,
        ),
        (
            *("% assessments within 45 working days", "C&F assessments within 45 working days"),
            *("Assessments in 45 days", "Assessments within 45 days", "% assessments completed in 45 days"),
            *("Child and family assessments within 45 working days", "Single assessments within 45 days"),
            *("Assessments completed within 45 working days", "Assessment timeliness"),
        ),
        target=90,
        tolerance=5,
    ),
    CatalogueEntry(
        "return_interviews",
        "Return home interviews within 72 hours",
        _share(
            "Of the return home interviews completed in the period, the share completed within 72 hours of "
            "the child's return.",
            Polarity.HIGHER,
            "return home interviews completed within 72 hours of return",
            "return home interviews completed",
            Clock.ELAPSED,
        ),
        (
            *("% return home interviews within 72 hours", "RHI within 72 hours", "RHIs within 72 hours"),
            *("Return interviews within 72 hours", "% RHIs within 72 hours", "RHI timeliness"),
            *("Return home interviews in 72 hours", "Return home interviews completed within 72 hours"),
        ),
        target=90,
        tolerance=5,
    ),
    CatalogueEntry(
        "threshold_upheld",
        "Threshold decisions upheld at dip sample",
        _share(
            "Of the decisions sampled in the period, the share whose threshold decision was upheld.",
            Polarity.HIGHER,
            "threshold decisions upheld",
            "decisions sampled",
        ),
        (
            *("% threshold decisions upheld", "Threshold decisions upheld", "Dip samples upheld"),
            *("Dip sample threshold agreed", "Dip samples agreed", "Correct threshold applied"),
            *("Threshold decisions agreed at dip sample", "% dip samples with the right threshold"),
        ),
        target=95,
        tolerance=3,
    ),
    CatalogueEntry(
        "nfa_reviewed",
        "No-further-action decisions reviewed",
        _count(
            "How many decisions to take no further action were reviewed in the week.",
            Polarity.HIGHER,
            Frequency.WEEK,
        ),
        (
            *("NFA decisions reviewed", "NFA reviewed", "NFAs reviewed", "NFA reviews", "NFA dip samples"),
            *("Number of NFA decisions reviewed", "NFA contacts reviewed", "NFA decisions dip sampled"),
            *("No further action decisions dip sampled", "NFA decisions audited"),
        ),
        target=30,
    ),
    CatalogueEntry(
        "audits",
        "Case file audits completed",
        _count("How many case file audits were completed in the period.", Polarity.HIGHER),
        (
            *("Audits completed", "Case audits completed", "Number of audits", "Number of audits completed"),
            *("Case file audits", "Case audits", "Monthly audits completed", "Audits"),
        ),
        target=40,
    ),
    CatalogueEntry(
        "audits_inadequate",
        "Audits graded inadequate",
        _share(
            "Of the audits completed in the period, the share graded inadequate.",
            Polarity.LOWER,
            "audits graded inadequate",
            "audits completed",
        ),
        (
            *("% audits graded inadequate", "% audits inadequate", "Inadequate audits"),
            *("Audits inadequate", "Audits rated inadequate", "Case audits graded inadequate"),
            *("% case file audits graded inadequate", "Audits judged inadequate"),
        ),
        target=10,
    ),
    CatalogueEntry(
        "caseload",
        "Average caseload",
        NewDefinition(
            "How many cases each full-time equivalent social worker who holds cases has, on average.",
            Unit.RATIO,
            Polarity.LOWER,
            numerator="cases held",
            denominator="case-holding full-time equivalent social workers",
        ),
        (
            *("Average caseloads", "Mean caseload", "Caseload", "Caseloads", "Caseload per social worker"),
            *("Average caseload per social worker", "Average caseload per FTE", "Cases per social worker"),
            *("Social worker caseload", "Average social worker caseload", "Cases per FTE"),
        ),
        target=16,
        tolerance=2,
    ),
)


def entry_named(name: str) -> CatalogueEntry | None:
    """Return the entry with this name or alias, however it is spelt; None when there is none."""
    key = measure_key(name)
    return next((entry for entry in CATALOGUE if key in entry.keys), None)


def entry_of(code: str) -> CatalogueEntry:
    """Return the entry with this code. Raises KeyError when there is none."""
    return {entry.code: entry for entry in CATALOGUE}[code]
