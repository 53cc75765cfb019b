from django.dispatch import Signal

accounts_changed = Signal()
"""A rule may now answer where none did: sent with `company` after a mapping is saved.

Catalogue and taxes stand below the documents that wait for their accounts and cannot
call them; the documents listen.
"""

rule_changed = Signal()
"""Sent with `company` after the switch “only when paid”, or what it does with part
payments, has changed: what is not exported yet is held or ready by the new rule.
"""

day_reached = Signal()
"""Sent with `company` and `on`, a day that has come, before the journal is read.

What waits for its day, such as a post-dated cheque, takes effect.
"""
