"""Who may sign in, in which role, and taking the demonstration away."""
