"""From raw sheets to a plan: tables, headings, people, ratings, comparison, merge."""
