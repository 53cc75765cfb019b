from django.urls import path

from exports.views import batches, files, settings

app_name = "exports"

urlpatterns = [
    path("exports/", batches.batch_list, name="batch_list"),
    path("exports/new/", batches.batch_new, name="batch_new"),
    path("exports/test-file/", files.test_file, name="test_file"),
    path("exports/<int:pk>/", batches.batch_detail, name="batch_detail"),
    path("exports/<int:pk>/cancel/", batches.batch_cancel, name="batch_cancel"),
    path("exports/<int:pk>/xlsx/", files.batch_xlsx, name="batch_xlsx"),
    path("exports/files/<int:pk>/", files.file_download, name="file_download"),
    path("settings/glimport/", settings.glimport_settings, name="glimport_settings"),
]
