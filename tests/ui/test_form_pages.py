from django import forms
from django.template.loader import render_to_string
from pytest_django.asserts import assertInHTML

from ui.forms import PlainForm


class NoteForm(PlainForm):
    title = forms.CharField(label="Title")
    secret = forms.CharField(widget=forms.HiddenInput)


def render(form: forms.Form, **values: object) -> str:
    return render_to_string("ui/form.html", {"form": form, **values})


def test_a_form_says_on_top_what_is_wrong_and_leads_there() -> None:
    form = NoteForm({})
    form.is_valid()
    form.add_error(None, "The books are closed.")

    html = render(form)

    assert "Nothing was saved. Please correct this:" in html
    assert "<li>The books are closed.</li>" in html
    assertInHTML(
        '<li><a href="#id_title">Title</a> — This field is required.</li>', html
    )


def test_a_form_without_errors_has_no_summary() -> None:
    assert 'role="alert"' not in render(NoteForm())


def test_who_may_only_look_cannot_send() -> None:
    html = render(NoteForm(), readonly=True)

    assert "<fieldset disabled>" in html
    assert "<button" not in html


def test_a_form_goes_back_where_it_came_from() -> None:
    html = render(NoteForm(), submit="Issue", cancel_url="/back/")

    assert '<button type="submit" class="btn btn-primary">Issue</button>' in html
    assert 'href="/back/"' in html
