"""A ministry's own Word template: is it a Word file, a harmless one, and can a plan be made of it?

Whoever uploads one hears of everything that is wrong at once.
"""

import io
import re
import zipfile

from django.utils.translation import gettext as _
from django.utils.translation import override
from docxtpl import DocxTemplate

from plans import template_fields
from plans.document_choices import Choices
from plans.documents import clean, context_of, formats_for, render_plan
from plans.sample_document import sample_document
from plans.template_fields import ListeningEnvironment
from roles.sheet_files import is_plain_xml

MAX_BYTES = 2 * 1024 * 1024
MAX_UNPACKED = 30 * 1024 * 1024
MAX_PARTS = 500
MACROS = re.compile(r"vbaProject|vbaData|macroEnabled", re.IGNORECASE)
# Everything else is an object of another program.
KNOWN = re.compile(r"(/|\.(xml|rels|png|jpe?g|gif|emf|wmf|svg|odttf|ttf))$", re.IGNORECASE)
EXTERNAL = re.compile(rb"<[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
# A link that a reader may follow fetches nothing by itself.
HARMLESS = re.compile(rb"relationships/hyperlink[\"']", re.IGNORECASE)
FETCHING = re.compile(rb"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK)\s", re.IGNORECASE)
INSTRUCTION = re.compile(
    rb"<w:instrText[^>]*>(.*?)</w:instrText>|w:instr=[\"'](.*?)[\"']", re.DOTALL
)


def sample_context(language: str = "en") -> dict:
    """What a template is checked against: a plan in which every field has a value."""
    document = sample_document()
    with override(language):
        context = clean(context_of(document, formats_for(document, language)))
    context["cover"]["logo"] = context["budget"]["picture"] = ""
    context["needs"]["coverage_picture"] = ""
    return context


def problems(content: bytes) -> list[str]:
    """Everything that is wrong with a file as a template; none when a plan can be made of it."""
    found = file_problems(content)
    return found or text_problems(content) or trial_problems(content)


def file_problems(content: bytes) -> list[str]:
    """What is wrong with the file as a file, before anything of it is read as Word."""
    if len(content) > MAX_BYTES:
        return [_("The file is larger than 2 MB.")]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return _part_problems(parts)
    except Exception:  # whatever a broken or forged file makes the unpacker stumble over
        return [_not_word()]


def _not_word():
    return _("This is not a Word file (.docx). In Word choose “Save as”, “Word document”.")


def _part_problems(parts: zipfile.ZipFile) -> list[str]:
    listed = parts.infolist()
    # Python unpacks no more of a part than it claims to hold.
    if len(listed) > MAX_PARTS or sum(part.file_size for part in listed) > MAX_UNPACKED:
        return [_("The file is too large when unpacked.")]
    names = [part.filename for part in listed]
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        return [_not_word()]
    texts = {n: parts.read(n) for n in names if n.lower().endswith((".xml", ".rels"))}
    found = []
    if MACROS.search(" ".join(names) + texts["[Content_Types].xml"].decode(errors="replace")):
        found.append(_("The file holds macros. Save it as a Word document without macros (.docx)."))
    if not all(KNOWN.search(name) for name in names):
        found.append(_("The file holds embedded objects. Take them out, or put a picture instead."))
    if not all(is_plain_xml(text) for text in texts.values()):
        found.append(_("The file holds parts that are not allowed."))
    if any(_fetches(text) for text in texts.values()):
        found.append(
            _("The file links to other files or to an attached template. Take the links out.")
        )
    return found


def _fetches(text: bytes) -> bool:
    outside = (tag for tag in EXTERNAL.findall(text) if not HARMLESS.search(tag))
    # Word may cut an instruction in pieces; so they are read one by one and together.
    fields = [b"".join(found) for found in INSTRUCTION.findall(text)]
    return any(outside) or any(FETCHING.search(one) for one in (*fields, b"".join(fields)))


def text_problems(content: bytes) -> list[str]:
    """Unknown fields and broken loops, by name."""
    context, found = sample_context(), []
    try:
        sources = _sources(content)
    except Exception:  # whatever a broken or forged file makes the reader stumble over
        return [_not_word()]
    for source in sources:
        found += template_fields.problems(source, context)
    return list(dict.fromkeys(found))


def _sources(content: bytes) -> list[str]:
    """Every text that docxtpl hands to Jinja, whatever the parts of the file are called."""
    listening = ListeningEnvironment()
    DocxTemplate(io.BytesIO(content)).render({}, listening)
    return listening.sources


def trial_problems(content: bytes) -> list[str]:
    """Make a plan of it: what the checks before could not foresee shows here."""
    try:
        render_plan(sample_document(), "en", Choices(template=content))
    except Exception as error:  # a template is a program of a stranger: anything may go wrong
        return [_("No plan can be made of it: %(error)s") % {"error": str(error)[:200]}]
    return []
