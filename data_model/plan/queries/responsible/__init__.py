"""Reads of who answers for actions: people and posts, their own actions, and what they are mailed."""
