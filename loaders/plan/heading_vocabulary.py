"""The wordings of column headings in British improvement plans, folded as headings are compared.

Owns: per field the exact wordings, the beginnings that a longer heading may have, and known headings of none.
Refuses: beginnings that sentences share ("Action plan submitted …", "Actions taken …"); "action" is therefore
never a beginning by itself.
"""

from enum import StrEnum


class Field(StrEnum):
    """A field of an action that a column can hold, by the word that `ActionField.heading` has for it."""

    REF = "ref"
    AREA = "area"
    OUTCOME = "outcome"
    ACTION = "action"
    RESPONSIBLE = "responsible"
    DUE = "due"
    REVISED_DUE = "revised_due"
    PROGRESS = "progress"
    IMPACT = "impact"
    MEASURE = "measure"
    ASSURANCE = "assurance"
    RAG = "rag"
    REASON = "reason"
    MITIGATION = "mitigation"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(wording.strip() for wording in text.replace("\n", "|").split("|") if wording.strip())


WORDINGS: dict[str, tuple[str, ...]] = {
    field: _lines(text)
    for field, text in {
        "ref": """
            no|nos|ref|refs|id|ref no|ref number|ref id|reference|reference no|reference number|number
            item|item no|item number|action no|action nos|action number|action ref|action reference
            action id|line no|ofsted para no|ofsted para|ofsted paragraph|para no|para|paragraph
            paragraph no|task no|task id|row no|recommendation no|recommendation number|unique ref
            unique reference|sr no|serial no|afi no|rec no
            rec|serial|action ref no|unique id|wbs|ref id no|recommendation ref|rec ref|task number
            s no
        """,
        "area": """
            area for improvement|areas for improvement|ofsted area for improvement|area of improvement
            ofsted areas for improvement|ofsted area|improvement area|area for development
            area of focus|focus area|priority|priorities|priority area|improvement priority
            recommendation|recommendations|theme|themes|ofsted recommendation|ofsted recommendations
            ofsted priority|ofsted finding|ofsted findings|workstream|work stream|workstreams|finding
            findings|inspection finding|strategic priority|afi|key area|area|priority theme
            improvement theme|domain|strand|pillar|what ofsted said|what needs to improve
            section|bucket|bucket name|section column|improvement plan area|area of practice
            key theme|improvement workstream|focus|wsoa area|area of weakness|area of significant weakness
            significant weakness|area of concern|area of work
        """,
        "outcome": """
            outcome|outcomes|outcomes for children and families|outcome for children and families
            outcomes for children|outcomes for children and young people|objective|objectives
            intended outcome|what we want to achieve|what do we want to achieve|desired outcome
            desired outcomes|expected outcome|expected outcomes|intended outcomes|aim|aims|goal|goals
            key objective|what will be different|planned outcome|what good looks like
            what does good look like|what we will achieve|outcome sought|outcomes sought
            outcome we want|outcomes we want|outcome for children|result we want
        """,
        "action": """
            action|actions|action needed|actions needed|action required|actions required
            what we will do|what will we do|what are we going to do|what we are going to do
            what we need to do|what do we need to do|activity|activities|task|tasks|milestone
            milestones|key milestone|key milestones|outstanding action|outstanding actions
            action to be taken|actions to be taken|key action|key actions|improvement action
            improvement actions|improvement activity|agreed action|agreed actions|planned action
            planned actions|specific action|specific actions|action description|description of action
            how we will do it|what|how will we do it|action task|actions tasks|action milestone
            how we will get there|what action|proposed action|proposed actions|sub action|sub actions
            next steps|red action|red actions
            agreed management action|management action|agreed management actions|management actions
            deliverable|deliverables|deliverable action|deliverables actions
            recommendation objective action|objective action|action deliverable|task name|title
            task description|what needs to be done|steps|key steps|key activity
            key activities|key tasks|agreed response|what will be done|what are we doing|our actions
            improvement task|action point|action points
        """,
        "responsible": """
            responsible|responsible officer|responsible officers|responsible person|responsible lead
            lead|leads|lead officer|lead officers|owner|owners|action owner|action owners|action lead
            accountable|accountable officer|accountable lead|accountable person|sro
            senior responsible officer|who|by who|by whom|senior responsible owner|who is responsible
            who will do it|who will lead|responsibility|responsibilities|lead responsibility
            person responsible|persons responsible|people responsible|owner lead|lead owner
            lead person|lead responsible officer|lead professional|lead role|officer responsible
            officer|lead agency|responsible owner|responsible accountable|named lead|delivery lead
            assigned to|allocated to|project lead|operational lead|strategic lead
            lead and responsible officer|responsible officer lead|whos responsible|who is leading
            workstream lead|accountability|responsible manager|lead manager|person s responsible
            assignee|assigned|lead name|lead and partners|who leads|named officer|named person
            delivery owner|lead partner|accountable lead officer|task owner|person|people
            lead director|lead service|lead team|lead organisation|lead partner agency|by|whom
            owned by
        """,
        "due": """
            due|due date|date due|due by|by when|by when date|when|timescale|timescales|time scale
            time scales|timeframe|timeframes|time frame|deadline|deadlines|target date|target dates
            completion date|completion due|target completion date|target completion|target
            date for completion|planned completion date|expected completion date|end date
            target end date|planned end date|date to be completed|date to be completed by
            to be completed by|complete by|completion by|original due date|original date
            original target date|original deadline|due date for completion|when by
            when will it be done|delivery date|target delivery date|action due date
            agreed completion date|due dates|implementation date|planned date|baseline date
            baseline due date|original timescale|original completion date
            finish|finish date|end|planned finish|due by date|date for delivery|complete by date
            when will it be done by|when will this be done|when will this be done by|by what date
            deliver by|done by|target finish|planned end|original target|original end date
            original due|original deadline date|agreed date|agreed timescale
        """,
        "revised_due": """
            revised due date|forecast date|revised date|revised target date|revised deadline
            revised due|revised completion date|revised timescale|revised timescales
            forecast completion date|forecast|forecast end date|new due date|new date|new target date
            new deadline|new completion date|extended date|extended deadline|amended due date
            amended date|updated due date|revised end date|revised date due|forecast due date
            revised forecast date|extension date|new timescale
            forecast finish|forecast completion|forecast end|revised target|revised finish
            current forecast|latest forecast date|extended to|revised implementation date
            new finish date|new end date
        """,
        "progress": """
            progress|progress update|progress updates|update|updates|commentary|latest position
            narrative|progress to date|progress made|progress so far|progress including evidence
            progress and evidence|position|progress report|progress notes|progress note
            progress comments|progress commentary|latest update|latest progress|current position
            current progress|position statement|position update|status update|comments|comment|notes
            monthly update|progress against action|progress against actions|rag update
            update on progress|action update|action taken|actions taken|actions completed
            what have we done|what we have done|progress status|evidence of progress|progress evidence
            update on actions|key updates|progress summary|summary of progress|highlights
            activity to date|update commentary|progress review|progress narrative|latest commentary
            monthly progress|what has been done|work completed
            where are we now|where we are now|narrative update|progress this period
            progress this month|progress this quarter|management update|agency response|response
            latest news|latest comment|update this period|update this month|what has happened
            what happened|progress since last meeting|progress since last report|progress in period
            current update|last update|progress comment|action progress|activity this period
            current situation|what we did|delivery update
            what have we done so far|what has been done so far|what progress have we made
            progress and next steps|where are we up to
        """,
        "impact": """
            impact|impacts|anticipated impact|expected impact|intended impact|evidence of impact
            so what|what impact will this have|what impact has this had|what is the impact
            what difference will this make|what difference has this made|what difference has it made
            what difference will it make|impact evidence|impact evidenced|impact on children
            impact for children|impact on children and families|impact measure
            impact for children and families|impact on outcomes|impact and evidence|actual impact
            impact to date|impact statement|evidenced impact|outcome achieved|outcomes achieved
            benefit|benefits|impact outcome|impact update|impact so far|demonstrable impact
            planned impact|what has been the impact|so what impact
            outcome impact|impact outcomes|benefit realised|benefits realised
            impact for children and victims|difference made|the difference made|what has changed
            evidence of difference|impact seen|impact achieved|outcome and impact|impact and outcome
            impact for children and young people|what has improved
        """,
        "measure": """
            success measure|success measures|success criteria|success criterion|kpi|kpis|measure
            measures|how will we know|how we will know|how will we know it has worked
            how will we measure success|how will we know we have been successful
            how will we know if we have been successful|measure of success|measures of success
            key performance indicator|key performance indicators|performance measure
            performance measures|performance indicator|performance indicators|success indicator
            success indicators|how will we measure impact|what will success look like
            what does success look like|success looks like|outcome measure|outcome measures
            how we will measure success|measured by|indicators|indicator|targets
            how will we know we have succeeded|how will success be measured|how will it be measured
            metric|metrics
            measure of impact|what will good look like|how measured|success factors
        """,
        "assurance": """
            evidence|assurance|source of assurance|sources of assurance|monitoring and evaluation
            monitoring|evidence source|source of evidence|sources of evidence|evidence of completion
            quality assurance|monitoring arrangements|how will it be monitored
            how will this be monitored|how we will monitor|evidence base|supporting evidence
            evidence required|evidence and assurance|assurance and evidence|evidence link
            evidence links|evidence log|assurance activity|how will we monitor|monitored by
            evidence ref|monitoring evaluation|evidence of assurance|governance and assurance
            evidence location
            evidence of progress and assurance|assurance source|how we know|proof
        """,
        "rag": """
            rag|r a g|brag|ragb|b rag|b r a g|r a g b|bragg|rag rating|rag ratings|rag status
            rag rated|brag rating|brag status|ragb rating|ragb status|status|status rag|rag brag
            brag rag|current rag|current rag rating|current rag status|rating|current status
            action status|overall rag|overall rag rating|overall status|delivery rag|progress rag
            rag progress|rag score|delivery status|completion status|status of action|rag rate
            rag this month|rag colour|colour rating|bragrating|rag b|delivery confidence
            progress indicator|rag indicator|brag indicator|b r a g rating|delivery rag rating
            action rag|action rag rating|rating rag|current brag|current rating|progress rating
            colour|traffic light|health|delivery brag|delivery brag rating
        """,
        "reason": """
            reason for delay|reasons for delay|reason for the delay|reason|reason for slippage
            reasons for slippage|cause of delay|reason delayed|why delayed|reason for red rating
            reason for red|reason for rag rating|reason for rag|reason for not meeting timescale
            reason for revised date
        """,
        "mitigation": """
            mitigating actions in progress|mitigation|mitigations|mitigating actions|mitigating action
            mitigating actions taken|mitigation in place|mitigations in place|mitigating activity
            recovery action|recovery actions|remedial action|remedial actions|corrective action
            corrective actions|mitigation action|mitigation actions|mitigations in progress
            mitigating factors|action to get back on track|recovery plan|actions to get back on track
            mitigation plan
        """,
    }.items()
}

BEGINNINGS: dict[str, tuple[str, ...]] = {
    field: _lines(text)
    for field, text in {
        "ref": """
            ref no|reference no|action no|action ref|ofsted para
        """,
        "area": """
            area for improvement from|ofsted area for improvement|ofsted areas for improvement
            areas for improvement from|ofsted recommendation|recommendation from|ofsted finding
            priority area for
        """,
        "outcome": """
            outcome for|outcomes for|outcome and|outcomes and|objective and|intended outcome
            desired outcome|expected outcome|what we want to achieve|outcome we want|outcomes we want
        """,
        "action": """
            action needed|actions needed|action required|actions required|what we will do
            outstanding action|outstanding actions|action to be taken|actions to be taken
            key actions and|actions to achieve|action to achieve|actions to deliver|action to address
            actions to address|actions and milestones|action and milestone|what we are going to do
            action description
            agreed management action|deliverable
        """,
        "responsible": """
            responsible officer|responsible person|responsible lead|lead officer|lead officers
            owner and|action owner|accountable officer|person responsible|who is responsible
            responsible and|lead and|responsibility for|senior responsible officer|lead responsible
            accountable lead|who will lead|lead name|lead agency|owner name
        """,
        "due": """
            due date|target date|completion date|timescale|timescales|timeframe|by when|deadline
            target completion|date due|original due date|date for completion
        """,
        "revised_due": """
            revised due date|revised date|revised target|revised deadline|revised completion
            forecast date|forecast completion|revised timescale|new due date|new target date
        """,
        "progress": """
            progress|update as at|update as of|update on progress|update for|update at|updates as at
            progress update|latest update|latest position|current position|monthly update
            commentary on|commentary and|narrative on|status update|position at|position as at
            evidence of progress|latest progress|action taken to date|actions taken to date
            narrative update|where are we|management update
        """,
        "impact": """
            impact|anticipated impact|expected impact|evidence of impact|what impact|what difference
            so what
            outcome impact|benefit realised|benefits realised
        """,
        "measure": """
            success measure|success measures|success criteria|how will we know|how we will know|kpi
            kpis|measure of|measures of|performance measure|performance measures
            what will success look like
        """,
        "assurance": """
            evidence source|source of assurance|sources of assurance|monitoring and
            evidence of completion|evidence and|assurance and|supporting evidence|evidence to
            source of evidence
        """,
        "rag": """
            rag|brag|ragb|r a g|b rag|current rag|status at|status as at|action status|overall rag
            status of|current status
        """,
        "reason": """
            reason for delay|reasons for delay|reason for slippage|reason for red|reason for not
        """,
        "mitigation": """
            mitigating actions|mitigating action|mitigation|mitigations|remedial actions
            recovery actions
        """,
    }.items()
}

# Known columns that are no field of an action: kept as written, each under its heading.
KEPT_AS_WRITTEN: frozenset[str] = frozenset(
    _lines(
        """
            start|start date|date started|date start|started|planned start|planned start date|actual start
            commencement date|completed|date completed|actual completion date|actual finish|actual end date
            completed date|completed at|completed date time|closed date|date closed|created|created at
            created by|created date|created date time|modified|modified by|last modified|last updated
            date of last update|updated by|percent complete|percentage complete|complete|priority level
            priority rating|dot|direction of travel|direction|trend|cost|costs|resource|resources
            resources required|resource implications|dependencies|dependency|predecessors|duration|tags
            labels|projects|project|parent task|checklist items|completed checklist items|late|is recurring
            assignee email|item type|path|risk|risks|risk level|partner agencies|partners|support
            supporting officers|support officer|date added|date raised|source|review date
            blocked by|blocking|subitems|actual date|actual completion|date achieved|achieved date
            completed on|date signed off
        """
    )
)
