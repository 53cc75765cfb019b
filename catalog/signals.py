from django.dispatch import Signal

item_replaced = Signal()
"""Sent with `item` and `by`, under the company's lock: what is not issued yet changes."""
