"""The books exported, taken back, closed, and kept by another rule."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from exports.models import ExportBatch, ExportFile
from exports.services.cancelling import cancel_batch, reject_files
from exports.services.producing import NothingToExportError, produce_batch
from tests.exports.outcomes import refuse, take
from tests.invoices.machine.desk import Desk, pick, places


class BookRules(Desk):
    @rule(back=st.sampled_from([0, 0, 0, 10]))
    def export(self, *, back: int) -> None:
        try:
            batch = produce_batch(
                company=self.shop.company,
                through=self.day(back),
                produced_at=self.now(),
                produced_on=self.today,
                produced_by=None,
                key=uuid4(),
            )
        except NothingToExportError:
            return
        self.copies.keep(batch)
        self.look()

    def now(self) -> datetime:
        return datetime.combine(self.today, time(12), UTC)

    @precondition(lambda self: self.copies.files)
    @rule(place=places, rejected=st.booleans())
    def take_back_a_batch(self, *, place: int, rejected: bool) -> None:
        produced = ExportBatch.objects.filter(files__state="PRODUCED").distinct()
        batches = list(produced.order_by("-number"))
        if batches and rejected:
            batch = pick(batches, place)
            reject_files(
                files=list(batch.files.light().waiting()),
                error_report="Compte inconnu",
                rejected_at=self.now(),
                rejected_by=None,
            )
        elif batches:
            batch = pick(batches, place)
            cancel_batch(batch=batch, cancelled_at=self.now(), cancelled_by=None)
        self.look()

    @precondition(lambda self: self.copies.files)
    @rule(place=places, taken=st.booleans())
    def hear_of_a_file(self, *, place: int, taken: bool) -> None:
        """Acomba takes it, or refuses it."""
        files = list(ExportFile.objects.waiting().order_by("-pk"))
        if files:
            end = take if taken else refuse
            end(pick(files, place))
            self.look()

    @rule(
        waits=st.booleans(),
        policy=st.sampled_from(["immediate", "strict"]),
        sale_date=st.sampled_from(["invoice", "payment", "batch"]),
    )
    def change_the_rule(self, *, waits: bool, policy: str, sale_date: str) -> None:
        chosen = {
            "only_when_paid": waits,
            "partial_payments": policy,
            "sale_date": sale_date,
        }
        if chosen != self.chosen:
            self.chosen = chosen
            self.shop.change(self.today, **chosen)
            self.look()

    @rule(back=st.integers(1, 30))
    def close_the_books(self, *, back: int) -> None:
        day = self.today - timedelta(days=back)
        if self.closed is None or self.closed < day:
            self.closed = day
            self.shop.change(self.today, closed_through=day)
            self.look()
