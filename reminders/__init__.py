"""Sending each responsible person what their actions need of them."""
