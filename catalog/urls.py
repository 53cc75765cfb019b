from django.urls import path

from catalog.views import categories, items

app_name = "catalog"

urlpatterns = [
    path("settings/categories/", categories.category_list, name="category_list"),
    path(
        "settings/categories/new/", categories.category_create, name="category_create"
    ),
    path(
        "settings/categories/<int:pk>/", categories.category_edit, name="category_edit"
    ),
    path("settings/items/", items.item_list, name="item_list"),
    path("settings/items/new/", items.item_create, name="item_create"),
    path("settings/items/<int:pk>/", items.item_edit, name="item_edit"),
    path("settings/items/<int:pk>/archive/", items.item_archive, name="item_archive"),
    path(
        "settings/items/<int:pk>/unarchive/",
        items.item_unarchive,
        name="item_unarchive",
    ),
    path("settings/items/<int:pk>/delete/", items.item_delete, name="item_delete"),
    path("settings/items/<int:pk>/replace/", items.item_replace, name="item_replace"),
]
