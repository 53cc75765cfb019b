from companies.mail import MAILER


def wait_for_mail() -> None:
    """What is asked of the one thread that sends comes after what waits there."""
    MAILER.submit(int).result()
