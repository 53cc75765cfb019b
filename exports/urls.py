from django.urls import path

from accounting.formats.csv_file import Csv
from accounting.formats.sage50 import Sage50
from accounting.formats.xlsx import Xlsx
from exports.views import batches, files, outcomes, papers, settings

app_name = "exports"

urlpatterns = [
    path("exports/", batches.batch_list, name="batch_list"),
    path("exports/new/", batches.batch_new, name="batch_new"),
    path("exports/test-file/", files.test_file, name="test_file"),
    path("exports/test-characters/", files.characters_file, name="characters_file"),
    path("exports/<int:pk>/", batches.batch_detail, name="batch_detail"),
    path("exports/<int:pk>/bordereau/", papers.bordereau, name="bordereau"),
    *(
        path(address, view.as_view(is_whole=is_whole), name=f"{noun}_{act}")
        for act, view in {
            "import": outcomes.ImportedView,
            "reject": outcomes.RejectedView,
            "cancel": outcomes.CancelledView,
        }.items()
        for noun, address, is_whole in (
            ("batch", f"exports/<int:pk>/{act}/", True),
            ("file", f"exports/files/<int:pk>/{act}/", False),
        )
    ),
    path(
        "exports/files/<int:pk>/take-back/",
        outcomes.TakenBackView.as_view(),
        name="file_take_back",
    ),
    *(
        path(
            f"exports/<int:pk>/{each}/",
            files.batch_twin,
            {"format_id": each},
            name=f"batch_{each}",
        )
        for each in (Xlsx.identifier, Csv.identifier, Sage50.identifier)
    ),
    path("exports/files/<int:pk>/", files.file_download, name="file_download"),
    path("exports/files/<int:pk>/check/", papers.file_check, name="file_check"),
    path("exports/proof/", papers.proof, name="proof"),
    path("settings/glimport/", settings.glimport_settings, name="glimport_settings"),
]
