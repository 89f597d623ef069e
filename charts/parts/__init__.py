"""What all charts share: text, pictures, size."""
