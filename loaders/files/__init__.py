"""From bytes to raw sheets as a person sees them; the types of issues."""
