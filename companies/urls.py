from django.urls import path

from companies import views

app_name = "companies"

urlpatterns = [
    path("settings/members/", views.member_list, name="member_list"),
    path("settings/members/new/", views.member_create, name="member_create"),
    path(
        "settings/members/second-factor/",
        views.member_second_factor,
        name="member_second_factor",
    ),
    path("settings/members/<int:pk>/", views.member_edit, name="member_edit"),
    path(
        "settings/members/invitations/<int:pk>/send/",
        views.invitation_send,
        name="invitation_send",
    ),
    path(
        "settings/members/invitations/<int:pk>/withdraw/",
        views.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("settings/history/", views.change_list, name="change_list"),
]
