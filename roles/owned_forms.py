"""Forms of rows whose team or member comes from the address, not from the form."""

from django.core.exceptions import NON_FIELD_ERRORS

from roles.editing import VersionedModelForm


class OwnedModelForm(VersionedModelForm):
    """Promises that name the owner are checked in the form too, not by the database alone."""

    owner = ""  # the column that the instance brings
    at_field = ""  # where the message of a constraint stands: where the person can mend it

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {self.owner}

    def _update_errors(self, errors):
        found = errors.error_dict
        if NON_FIELD_ERRORS in found:
            found.setdefault(self.at_field, []).extend(found.pop(NON_FIELD_ERRORS))
        super()._update_errors(errors)
