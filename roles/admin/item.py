"""What the admin's pages of all catalogue items share: languages, retiring, what uses an item."""

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import flatten
from django.contrib.admin.widgets import AdminTextareaWidget
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from modeltranslation.admin import TranslationAdmin, TranslationTabularInline

from roles.admin.files import FilesMixin
from roles.admin.resources import RESOURCES
from roles.admin.used_by import uses_of
from roles.catalogue_tables import RETIRED, TABLES
from roles.models import Skill
from roles.translation import TRANSLATED

SOURCE, *OTHERS = settings.MODELTRANSLATION_LANGUAGES
CODES = {table.model: table.key for table in TABLES if not table.told_by}
CODE_HELP = gettext_lazy(
    "Files and the guide name the item by it. For items of the guide it stays."
)
HELP = {
    "code": CODE_HELP,
    "slug": CODE_HELP,
    "key": CODE_HELP,
    "order": gettext_lazy("Lower numbers come first."),
    "source": gettext_lazy("Where the guide or somebody else says it."),
    "track": gettext_lazy("Only for roles that have tracks."),
    "material_year": gettext_lazy("As far as it is known; old material may show old screens."),
    "prerequisites": gettext_lazy("What to have learned before."),
    "old": gettext_lazy("Code of the skill that is no longer rated."),
    "new": gettext_lazy("Code of the skill that is rated in its place."),
}


class RetiredFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "retired"

    def lookups(self, request, model_admin):
        return [("no", gettext_lazy("In the catalogue")), ("yes", gettext_lazy("Retired"))]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(retired_at__isnull=self.value() == "no")


class NoDeletion:
    """Rows that others refer to: they can be retired or closed, not deleted."""

    def has_delete_permission(self, request, obj=None):
        return False


def language_of(request):
    """The language whose texts the page shows, ?lang=fr; English where it is none of ours."""
    language = request.GET.get("lang")
    return language if language in OTHERS else SOURCE


def _in_english(line, texts):
    """A line of a layout, one field or several beside each other, with texts in English."""
    if isinstance(line, tuple):
        return tuple(_in_english(name, texts) for name in line)
    return f"{line}_{SOURCE}" if line in texts else line


def in_every_language(model, names):
    """Lookups of texts, each in all languages: a missing translation shows the English text."""
    found = []
    for name in names:
        *way, field = name.split("__")
        owner = model
        for step in way:
            owner = owner._meta.get_field(step).related_model
        texts = TRANSLATED.get(owner, ())
        endings = [f"_{code}" for code in (SOURCE, *OTHERS)] if field in texts else [""]
        found += [name + ending for ending in endings]
    return found


class OneLanguage:
    """One language at a time: English with all other fields, or a translation beside the English.

    See docs/decisions/0005-translations-in-the-admin.md.
    """

    layout = []
    rows = 3

    def get_fields(self, request, obj=None):
        language, texts = language_of(request), TRANSLATED.get(self.model, ())
        if language == SOURCE:
            return [_in_english(line, texts) for line in self.layout]
        pairs = [(f"{name}_{SOURCE}", f"{name}_{language}") for name in texts]
        return [name for pair in pairs for name in pair]

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": self.get_fields(request, obj)})]

    def get_readonly_fields(self, request, obj=None):
        if language_of(request) == SOURCE:
            return self.readonly_fields
        return [f"{name}_{SOURCE}" for name in TRANSLATED.get(self.model, ())]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.related_model is Skill:
            kwargs["queryset"] = Skill.objects.all()  # no team's own
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, AdminTextareaWidget):
            field.widget.attrs["rows"] = self.rows
        if field and not field.help_text:
            field.help_text = HELP.get(db_field.name, "")
        language = getattr(db_field, "language", None)
        if field and language:
            way = "rtl" if translation.get_language_info(language)["bidi"] else "ltr"
            field.widget.attrs |= {"lang": language, "dir": way}
        return field


class CatalogueInline(NoDeletion, OneLanguage, TranslationTabularInline):
    extra = 0
    rows = 2
    show_change_link = True
    readonly_fields = ["retired_at"]

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and language_of(request) == SOURCE


class PlainCatalogueAdmin(NoDeletion, FilesMixin, OneLanguage, admin.ModelAdmin):
    """An item of the catalogue; retired and brought back only after asking."""

    actions = ["retire", "bring_back"]
    change_form_template = "admin/catalogue_item.html"
    readonly_fields = ["retired_at"]
    list_per_page = 50

    def get_search_fields(self, request):
        return in_every_language(self.model, self.search_fields)

    def get_fields(self, request, obj=None):
        """The layout, and below it whatever else of the item can be edited."""
        fields = super().get_fields(request, obj)
        if language_of(request) != SOURCE:
            return fields
        resource = RESOURCES[self.model]
        shown = {*flatten(fields), *resource.table.text_columns, RETIRED}
        texts = [f"{name}_{SOURCE}" for name in resource.table.texts]
        more = [name for name in texts if name not in flatten(fields)]
        return [*fields, *more, *(name for name in resource.fields if name not in shown)]

    def get_readonly_fields(self, request, obj=None):
        """With another code an item of the guide would come back as new with the next version."""
        names = super().get_readonly_fields(request, obj)
        kept = obj is not None and not obj.local and language_of(request) == SOURCE
        return [*names, *CODES.get(self.model, ())] if kept else names

    class Media:
        css = {"all": ["css/admin.css"]}

    @admin.action(
        description=gettext_lazy("Retire: leave out of new work, keep for earlier rounds"),
        permissions=["change"],
    )
    def retire(self, request, queryset):
        items = queryset.filter(retired_at=None)
        if "sure" not in request.POST:
            return self._ask(request, "retire", items)
        count = self._set_retired(request, items, timezone.now(), _("Retired."))
        text = ngettext("%(count)d item is retired.", "%(count)d items are retired.", count)
        self.message_user(request, text % {"count": count})

    @admin.action(description=gettext_lazy("Bring back into the catalogue"), permissions=["change"])
    def bring_back(self, request, queryset):
        items = queryset.exclude(retired_at=None)
        if "sure" not in request.POST:
            return self._ask(request, "bring_back", items)
        count = self._set_retired(request, items, None, _("Brought back."))
        text = ngettext("%(count)d item is back.", "%(count)d items are back.", count)
        self.message_user(request, text % {"count": count})

    def _ask(self, request, action, queryset):
        items = list(queryset)
        titles = {"retire": _("Retire?"), "bring_back": _("Bring back?")}
        context = self.admin_site.each_context(request) | {
            "title": titles[action],
            "opts": self.opts,
            "items": items,
            "uses": uses_of(self.model, [item.pk for item in items]),
            "action": action,
            "retiring": action == "retire",
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/catalogue_ask.html", context)

    def _set_retired(self, request, queryset, when, words):
        items = list(queryset)
        self.model.objects.filter(pk__in=[item.pk for item in items]).update(retired_at=when)
        if items:
            LogEntry.objects.log_actions(request.user.pk, items, CHANGE, words)
        return len(items)

    def _languages(self, here):
        if self.model not in TRANSLATED:
            return []
        return [(code, name, code == here) for code, name in settings.ALL_LANGUAGES]

    def render_change_form(self, request, context, add=False, change=False, obj=None, **kwargs):
        if change:
            context |= {
                "languages": self._languages(language_of(request)),
                "uses": uses_of(self.model, [obj.pk]),
                "action": "bring_back" if obj.retired_at else "retire",
                "checkbox": ACTION_CHECKBOX_NAME,
            }
        return super().render_change_form(request, context, add, change, obj=obj, **kwargs)


class CatalogueAdmin(PlainCatalogueAdmin, TranslationAdmin):
    """An item with texts in several languages."""
