"""Every table there is, in one place.

Owns: the one list of the modules that define tables; a room with new tables is added here. Refuses: making
them; the migrations do.
"""

import data_model.access.tables
import data_model.board.tables
import data_model.inspections.tables
import data_model.measures.tables
import data_model.money.benefits.tables_benefits
import data_model.money.funds.tables_funds
import data_model.money.savings.tables_savings
import data_model.money.tables
import data_model.plan.tables
import data_model.plan.tables_updates
import data_model.published.tables
import data_model.readers.tables
import data_model.recommendations.tables  # noqa: F401 - each import puts its tables into the metadata
from data_model.shared.base import Base

METADATA = Base.metadata
