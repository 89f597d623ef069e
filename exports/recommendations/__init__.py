"""Recommendations written out as a tracker."""
