"""The periods that a workbook names: reading them, and what length they have."""
