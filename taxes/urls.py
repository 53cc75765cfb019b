from django.urls import path

from taxes import views

app_name = "taxes"

urlpatterns = [
    path("settings/taxes/", views.tax_list, name="tax_list"),
    path("settings/taxes/new/", views.tax_create, name="tax_create"),
    path("settings/taxes/<int:pk>/", views.tax_edit, name="tax_edit"),
    path("settings/tax-groups/new/", views.group_create, name="group_create"),
    path("settings/tax-groups/<int:pk>/", views.group_edit, name="group_edit"),
]
