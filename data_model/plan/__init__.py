"""The plan: areas, outcomes, actions, people, evidence and their history."""
