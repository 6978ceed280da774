from decimal import Decimal

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from plans.budget import currency_decimals
from plans.checklist import Answer
from plans.local_numbers import parse_number, plain_text
from plans.models import Activity, ChecklistAnswer, CostLine, Funding, FundingSource, Plan
from roles import formats
from roles.editing import VersionedModelForm
from roles.known_rows import KnownRowsField
from roles.models import CostCategory, Skill

MOST_UNITS = Decimal(1_000_000)
HIGHEST_UNIT_COST = Decimal(100_000_000_000)
MOST_SHARES = 4
BETWEEN = gettext_lazy("Enter years between 2000 and 2100.")
IN_THIS_CENTURY = [MinValueValidator(2000, BETWEEN), MaxValueValidator(2100, BETWEEN)]


class DayInput(forms.DateInput):
    """The browser's own calendar; it takes and gives ISO dates in every language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class NumberField(forms.Field):
    """A number of 0 or more in the way the language writes it: "1 500,50" or "1,500.50"."""

    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "class": "narrow", "autocomplete": "off"}
    )
    default_error_messages = {
        "required": gettext_lazy("Enter a number."),
        "unclear": gettext_lazy(
            "Write the number like this: %(example)s. Thousands may also be parted by spaces, or "
            "not at all."
        ),
        "negative": gettext_lazy("Enter a number of 0 or more."),
        "absurd": gettext_lazy("Enter at most %(most)s. Check the number of zeros."),
        "decimals": gettext_lazy("Enter at most %(most)s digits after the decimal sign."),
    }

    def __init__(self, *, decimals=3, most=MOST_UNITS, **kwargs):
        self.decimals, self.most = decimals, most
        super().__init__(**kwargs)

    def prepare_value(self, value):
        if value in (None, "") or isinstance(value, str):
            return value
        return plain_text(Decimal(value), get_language() or "en")

    def to_python(self, value):
        if value in self.empty_values or not str(value).strip():
            return None
        if isinstance(value, Decimal):
            return value
        try:
            return parse_number(str(value), get_language() or "en")
        except ValueError:
            raise self._error("unclear", example=self._example) from None

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        if value < 0:
            raise self._error("negative")
        if value > self.most:
            raise self._error("absurd", most=formats.number(self.most))
        if -value.normalize().as_tuple().exponent > self.decimals:
            raise self._error("decimals", most=self.decimals)

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True

    @property
    def _example(self):
        """A number as it may be typed here, without decimals where the currency has none."""
        decimals = min(self.decimals, 2)
        return formats.number(Decimal("1500.5") if decimals else 1500, decimals)

    def _error(self, code, **params):
        return forms.ValidationError(self.error_messages[code], code, params)


class PlanForm(VersionedModelForm):
    class Meta:
        model = Plan
        fields = ["team", "title", "start_year", "end_year"]
        widgets = {"team": forms.HiddenInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].disabled = True
        for name in ("start_year", "end_year"):
            self.fields[name].validators = IN_THIS_CENTURY

    def clean(self):
        data = super().clean()
        start, end = data.get("start_year"), data.get("end_year")
        if self.instance.pk and start and end:
            self._keep_activities_inside(start, end)
        return data

    def _keep_activities_inside(self, start, end):
        dated = self.instance.activities.filter(start__isnull=False)
        outside = dated.exclude(start__year__gte=start, end__year__lte=end)
        codes = list(outside.values_list("code", flat=True))
        if codes:
            message = ngettext(
                "%(codes)s runs outside these years. Change its dates first.",
                "%(codes)s run outside these years. Change their dates first.",
                len(codes),
            )
            self.add_error("end_year", message % {"codes": ", ".join(codes)})


class ActivityForm(VersionedModelForm):
    class Meta:
        model = Activity
        fields = ["title", "kind", "participants", "audience", "skills", "start", "end"]
        fields += ["owner", "status"]
        widgets = {
            "participants": forms.CheckboxSelectMultiple,
            "skills": forms.CheckboxSelectMultiple,
            "start": DayInput,
            "end": DayInput,
        }
        field_classes = {"participants": KnownRowsField, "skills": KnownRowsField}
        help_texts = {
            "participants": gettext_lazy("Members of the team who learn or do something in it."),
            "end": gettext_lazy("Leave both days empty while you do not know them."),
            "status": gettext_lazy(
                "A cancelled activity stays in the list; its cost no longer counts."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan = self.instance.plan
        members = plan.team.members.all()
        self.fields["participants"].queryset = members
        self.fields["owner"].queryset = members
        self.fields["owner"].empty_label = _("Nobody yet")
        self.fields["kind"].choices = [("", _("Choose"))] + Activity.Kind.choices
        self.fields["skills"].queryset = self._skills()

    def _skills(self):
        """What the catalogue offers today, and what this activity has already."""
        skills = Skill.objects.current()
        if self.instance.pk:
            skills = skills | Skill.objects.filter(activities=self.instance)
        return skills.select_related("skill_set").distinct()

    def clean(self):
        data = super().clean()
        plan = self.instance.plan
        for name in ("start", "end"):
            day = data.get(name)
            if day and day.year not in plan.years:
                self.add_error(name, self._outside(plan))
        return data

    @staticmethod
    def _outside(plan):
        return _(
            "Enter a day in the years of the plan, %(first)s to %(last)s, or change the years of "
            "the plan first."
        ) % {"first": plan.start_year, "last": plan.end_year}


class FundingForm(forms.ModelForm):
    """One share of a cost line. A row that is left empty is no share."""

    use_required_attribute = False
    percent = NumberField(label=gettext_lazy("Share in percent"), required=False, most=Decimal(100))

    class Meta:
        model = Funding
        fields = ["source", "status", "percent"]

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = plan.funding_sources.all()
        self.fields["source"].empty_label = _("No funder yet")
        self.fields["status"].required = False
        self.fields["status"].choices = [("", _("Choose"))] + Funding.Status.choices
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label
        self.fields["percent"].error_messages["absurd"] = _("A share is at most 100 percent.")

    def clean(self):
        data = super().clean()
        if not self.is_filled:
            return data
        self._agree(data.get("source"), data.get("status"))
        if data.get("percent") == 0:
            self.add_error("percent", _("Enter a share above 0, or empty the row."))
        return data

    def _agree(self, source, status):
        if not status:
            self.add_error("status", _("Choose how sure this money is."))
        elif status == Funding.Status.UNFUNDED and source:
            self.add_error(
                "source",
                _("Unfunded means that nobody pays. Take the funder away or choose another state."),
            )
        elif status != Funding.Status.UNFUNDED and not source and "source" not in self.errors:
            self.add_error("source", _("Choose who pays. While nobody does, it is unfunded."))

    @property
    def is_filled(self):
        """Something was typed or chosen in the row."""
        return any(self[name].data for name in ("source", "status", "percent"))


class SharesFormSet(forms.BaseFormSet):
    """Who pays a cost line: shares that make 100 percent."""

    def clean(self):
        if any(form.errors for form in self.forms):
            return
        without = [form for form in self.filled if form.cleaned_data["percent"] is None]
        if len(self.filled) > 1 and without:
            for form in without:
                form.add_error("percent", _("Enter the share of this row, or empty the row."))
            return
        for form in without:
            form.cleaned_data["percent"] = Decimal(100)
        total = sum(form.cleaned_data.get("percent") or 0 for form in self.filled)
        if self.filled and total != 100:
            raise forms.ValidationError(
                _("The shares add up to %(total)s %%. They must make 100 %%.")
                % {"total": plain_text(Decimal(total), get_language() or "en")}
            )

    @property
    def filled(self):
        return [form for form in self.forms if form.is_filled]

    @property
    def shares(self):
        """The rows to save; nothing entered means that nobody pays yet."""
        if not self.filled:
            return [Funding(status=Funding.Status.UNFUNDED, percent=Decimal(100))]
        return [
            Funding(**{name: form.cleaned_data[name] for name in ("source", "status", "percent")})
            for form in self.filled
        ]


def shares_formset(data, *, plan, fundings=()):
    """Rows for the shares of a line, four or as many as it has; a new line begins unfunded."""
    initial = [
        {"source": funding.source_id, "status": funding.status, "percent": funding.percent}
        for funding in fundings
    ] or [{"status": Funding.Status.UNFUNDED, "percent": Decimal(100)}]
    factory = forms.formset_factory(
        FundingForm,
        formset=SharesFormSet,
        extra=max(MOST_SHARES - len(initial), 0),
        absolute_max=max(MOST_SHARES, len(initial)),
        max_num=max(MOST_SHARES, len(initial)),
    )
    return factory(data, initial=initial, prefix="shares", form_kwargs={"plan": plan})


class CostLineForm(VersionedModelForm):
    """A cost line; it is claimed for its editor only when the shares beside it are in order."""

    quantity = NumberField(
        label=gettext_lazy("Quantity"),
        help_text=gettext_lazy(
            "For the whole activity, all its years together: 3 for one a year over three years. "
            "Quantity × cost of one is spread over the years."
        ),
    )
    unit_cost = NumberField(most=HIGHEST_UNIT_COST)

    class Meta:
        model = CostLine
        fields = ["category", "recurrence", "description", "quantity", "unit_cost"]
        widgets = {"recurrence": forms.RadioSelect}

    def __init__(self, *args, shares, **kwargs):
        super().__init__(*args, **kwargs)
        self.shares = shares
        currency = self.instance.activity.plan.team.currency
        categories = CostCategory.objects.current()
        if self.instance.pk:
            categories = categories | CostCategory.objects.filter(pk=self.instance.category_id)
        self.fields["category"].queryset = categories
        self.fields["category"].empty_label = _("Choose")
        self.fields["recurrence"].choices = CostLine.Recurrence.choices
        self._use_currency(currency)

    def _use_currency(self, currency):
        field, decimals = self.fields["unit_cost"], currency_decimals(currency)
        field.label = _("Cost of one, in %(currency)s") % {"currency": currency}
        field.decimals = decimals
        field.error_messages["decimals"] = ngettext(
            "Amounts in %(currency)s have at most %(count)d decimal.",
            "Amounts in %(currency)s have at most %(count)d decimals.",
            decimals,
        ) % {"currency": currency, "count": decimals}
        if not decimals:
            field.error_messages["decimals"] = _(
                "Amounts in %(currency)s have no decimals. Enter a whole number."
            ) % {"currency": currency}

    def _claim(self):
        if self.shares.is_valid():
            super()._claim()

    def refuse_shares(self):
        """A source went after the check; what was claimed for this editor stays theirs."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.instance.version
        self.add_error(
            None, _("Somebody deleted a funding source of this line just now. Choose who pays.")
        )

    def _conflict_with(self, theirs):
        message = super()._conflict_with(theirs)
        shares = _("Who pays, as they left it: %(shares)s.") % {"shares": who_pays(theirs)}
        return f"{message} {shares}"


def who_pays(line):
    """The shares of a line in words."""
    return "; ".join(
        f"{funding.source or _('No funder yet')}, {funding.get_status_display()}, "
        f"{formats.exact_percent(funding.percent)}"
        for funding in line.fundings.select_related("source")
    )


class FundingSourceForm(VersionedModelForm):
    class Meta:
        model = FundingSource
        fields = ["plan", "name", "type"]
        widgets = {"plan": forms.HiddenInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].disabled = True
        self.fields["type"].choices = [("", _("Choose"))] + FundingSource.Type.choices

    def refuse_name(self):
        """The name was taken after the check; what was claimed for this editor stays theirs."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.instance.version
        self.add_error("name", _("Somebody else gave a funding source this name just now."))


class AnswerForm(forms.Form):
    """One principle question; `shown` remembers what stood there when the page was made."""

    use_required_attribute = False
    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        required=False,
        choices=[*ChecklistAnswer.Answer.choices, ("", gettext_lazy("Not answered"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        max_length=2000,
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, question, stored):
        self.question, self.stored, self.theirs = question, stored, None
        initial = {"answer": stored.answer, "note": stored.note, "shown": stored.fingerprint}
        super().__init__(data, initial=initial, prefix=question.code)

    def clean(self):
        data = super().clean()
        if data.get("note") and not data.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _("Choose an answer; without one the note is not saved."))
        return data

    @property
    def entry(self):
        """What plans.actions.save_answers takes."""
        data = self.cleaned_data
        mine = Answer(data["answer"], data["note"].replace("\r\n", "\n"))
        return self.question.pk, data["shown"], mine

    def disagree(self, theirs):
        """Somebody else answered meanwhile: say so; a second press saves over it knowingly."""
        self.theirs = theirs
        words = dict(self.fields["answer"].choices)
        self.data = self.data.copy()
        self.data[self.add_prefix("shown")] = theirs.fingerprint
        self.add_error(
            "answer",
            _(
                "Somebody else answered this meanwhile: %(answer)s. What you entered is still "
                "here; save again to keep yours."
            )
            % {"answer": " – ".join(filter(None, [str(words[theirs.answer]), theirs.note]))},
        )

    def settle(self, stored):
        """Show what is stored now, when other questions of the page still need a look."""
        self.stored = stored
        self.data = self.data.copy()
        values = {"answer": stored.answer, "note": stored.note, "shown": stored.fingerprint}
        for name, value in values.items():
            self.data[self.add_prefix(name)] = value

    @property
    def choices(self):
        """The answers as choice cards in a row."""
        chosen = self["answer"].value() or ""
        return [
            {"value": value, "title": title, "checked": value == chosen}
            for value, title in self.fields["answer"].choices
        ]

    @property
    def stored_answer(self):
        """The answer in words, "" when there is none."""
        answer = self.stored.answer
        return ChecklistAnswer.Answer(answer).label if answer else ""

    @property
    def needs_advice(self):
        """The stored answer is no: show what to do."""
        return self.stored.answer == ChecklistAnswer.Answer.NO
