"""A ministry's template and emblem: what is refused and why, and that the round trip holds."""

import io
import re
import zipfile
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.image.image import Image
from jinja2.sandbox import SecurityError
from pypdf import PdfReader

from plans import template_fields, word_templates
from plans.document_choices import SECTIONS, Choices
from plans.documents import TEMPLATE, render_plan
from plans.models import Emblem, WordTemplate
from plans.plan_document import plan_document
from plans.plan_pdf import render_pdf
from plans.plan_pictures import compile_typst
from plans.sample_document import sample_document

STANDARD = TEMPLATE.read_bytes()
PNG = compile_typst("bars.typ", {"bars": [], "bar_legend": [], "rtl": False}, format="png")


def changed(**parts):
    """The standard template with parts changed: old and new bytes, or the whole of a new part."""
    output, rest = io.BytesIO(), dict(parts)
    with zipfile.ZipFile(io.BytesIO(STANDARD)) as old, zipfile.ZipFile(output, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name in rest:
                before, after = rest.pop(name)
                assert before in content
                content = content.replace(before, after, 1)
            new.writestr(name, content)
        for name, content in rest.items():
            new.writestr(name, content)
    return output.getvalue()


def body(before, after):
    return changed(**{"word/document.xml": (before, after)})


def damaged():
    """The standard template with the packed text of its document overwritten."""
    with zipfile.ZipFile(io.BytesIO(STANDARD)) as parts:
        part = parts.getinfo("word/document.xml")
    start = part.header_offset + 30 + len(part.filename)
    return STANDARD[:start] + b"\xff" * part.compress_size + STANDARD[start + part.compress_size :]


PAGE_OF_HEADING = re.compile(
    rb"<w:r><w:tab/></w:r><w:r><w:fldChar[^>]*/></w:r><w:r><w:instrText[^>]*> PAGEREF .*?"
    rb'<w:fldChar w:fldCharType="end"/></w:r>'
)


def document_xml(content):
    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")


RELS = "word/_rels/document.xml.rels"
LINKED = (
    b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/%s" Target="http://example.org/a" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (PNG, "not a Word file"),
        (b"PK\x03\x04 broken", "not a Word file"),
        (damaged(), "not a Word file"),
        (b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
        (changed(**{"word/vbaProject.bin": b"x"}), "macros"),
        (changed(**{"[Content_Types].xml": (b"document.main", b"macroEnabled.main")}), "macros"),
        (changed(**{"word/embeddings/a.bin": b"x"}), "embedded objects"),
        (changed(**{"word/more.xml": b"<!DOCTYPE a>"}), "not allowed"),
        (changed(**{"word/more.XML": "<!DOCTYPE a>".encode("utf-16")}), "not allowed"),
        (changed(**{"word/more.xml": b"<?xml version='1.0' encoding='cp037'?>"}), "not allowed"),
        (changed(**{RELS: (b"</Relationships>", LINKED % b"attachedTemplate")}), "links to other"),
        (changed(**{RELS: (b"</Relationships>", LINKED % b"image")}), "links to other"),
        (body(b"TOC \\o", b"INCLUDETEXT \\o"), "links to other"),
        (body(b"cover.title", b"cover.titel"), "no field “cover.titel”"),
        (body(b"item in cover.rows", b"item in cover.rowz"), "no field “cover.rowz”"),
        (body(b"for item in cover.rows", b"if cover.rows"), "“endfor” ends nothing"),
    ],
)  # fmt: skip
def test_template_is_refused_with_its_reason(content, said):
    assert said in " ".join(word_templates.problems(content))


CALL = b"{{ budget.picture.tpl.replace_zipname('docProps/app.xml', '/etc/hostname') }}"
HEADER = (
    b'/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.header+xml"'
)


@pytest.mark.parametrize(
    "content",
    [
        changed(
            **{
                "[Content_Types].xml": (
                    HEADER,
                    b'/word/header1.xml" ContentType="application/xml"',
                ),
                "word/header1.xml": (b"{{ header.left }}", CALL),
            }
        ),
        changed(**{"word/footer2.xml": (b"{{", CALL.replace(b"{{", b"&#123;&#123;") + b"{{")}),
        body(b"{{ cover.title }}", CALL),
        changed(**{"docProps/core.xml": (b"<dc:title>", b"<dc:title>" + CALL)}),
    ],
    ids=["header by another name", "written in numbers", "body", "properties"],
)
def test_whatever_is_rendered_was_checked(content):
    assert "“Call” is not allowed" in " ".join(word_templates.text_problems(content))


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a'.upper() }}",
        "{{ row.keys() }}",
        "{{ row.live.tpl }}",
        "{{ row['live']['tpl'] }}",
        "{{ 'a' * 9 }}",
        "{% for x in row.rows %}{{ loop.cycle }}{% endfor %}",
    ],
)
def test_a_template_that_slipped_through_reads_and_nothing_else(source):
    live = SimpleNamespace(tpl="secret")
    template = template_fields.ReadingEnvironment().from_string(source)

    with pytest.raises(SecurityError):
        template.render({"row": {"live": live, "rows": [1]}})


def test_link_that_a_reader_follows_is_fine():
    content = changed(**{RELS: (b"</Relationships>", LINKED % b"hyperlink")})

    assert word_templates.file_problems(content) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% for x in duties %}{{ x.a }}{{ b }}", ["“for x in duties” has no end."]),
        ("{{ a }}{{ b.c }}{{ a }}", ["no field “a”", "no field “b.c”"]),
        ("{% for x in duties %}{{ x.nobody }}{% endfor %}", ["no field “x.nobody”"]),
        ("{% for x in header.left %}{% endfor %}", ["one value and cannot be repeated"]),
        ("{% for x in duties %}{% for y in duties %}{% endfor %}{% endfor %}", ["Inside a loop"]),
        ("{{ header.left.upper() }}", ["“Call” is not allowed"]),
        ("{{ header.left|upper }}", ["“Filter” is not allowed"]),
        ("{{ 9 * 9 }}", ["“Mul” is not allowed"]),
        ("{% set a = 1 %}", ["“Assign” is not allowed"]),
        ("{{ header.left.__class__ }}", ["no field “header.left.__class__”"]),
        ("{{ a b }}", ["cannot be read"]),
        ("{% if header.left == 'a' and not duties %}{{ loop }}{% endif %}", ["no field “loop”"]),
        ("{% for x in duties %}{{ loop.index }}{{ x.label }}{% endfor %}", []),
    ],
)
def test_every_problem_of_a_text_is_named(source, said):
    found = template_fields.problems(source, word_templates.sample_context())

    assert len(found) == len(said)
    assert all(words in problem for words, problem in zip(said, found, strict=True))


@pytest.fixture
def url(plan):
    return reverse("plans:letterhead", args=[plan.team.slug])


def upload(page, url, content, name="ours.docx"):
    return page.post(url, {"file": SimpleUploadedFile(name, content)})


@pytest.mark.django_db
def test_template_goes_round(page, url, plan):
    standard = page.get(reverse("plans:template_file", args=[plan.team.slug])).content

    assert upload(page, url, standard).status_code == 302

    document = plan_document(plan, "en")
    own = bytes(WordTemplate.objects.get(team=plan.team).content)
    assert document_xml(render_plan(document, "en", Choices(template=own))) == without_pages(
        document_xml(render_plan(document, "en"))
    )


def without_pages(xml):
    """Only Word knows the pages of a ministry's own template: its contents have none."""
    found, count = PAGE_OF_HEADING.subn(b"", xml)
    assert count
    return found


@pytest.mark.django_db
def test_own_words_stand_in_the_document_only_when_asked_for(page, url, plan):
    own = body(b">{{ cover.country }}<", b">Republic of {{ cover.country }}<")
    upload(page, url, own)
    upload(page, url, own)
    address = reverse("plans:file", args=[plan.team.slug])

    texts = [
        "\n".join(p.text for p in Document(io.BytesIO(page.get(address, query).content)).paragraphs)
        for query in ({"template": "own"}, {})
    ]

    assert ["Republic of" in text for text in texts] == [True, False]
    page.post(reverse("plans:letterhead_remove", args=[plan.team.slug]), {"what": "template"})
    assert not WordTemplate.objects.exists()


@pytest.mark.django_db
def test_refused_template_changes_nothing_and_names_everything(page, url, plan):
    bad = body(b"cover.title", b"cover.titel")
    response = upload(page, url, bad)

    assert "cover.titel" in response.content.decode()
    assert not WordTemplate.objects.exists()
    assert page.post(url).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content", [b"GIF89a", b"\x89PNG\r\n\x1a\nbroken", b"x" * 400_000, b"\xff\xd8\xff"]
)
def test_what_is_no_picture_is_no_emblem(page, plan, content):
    address = reverse("plans:emblem", args=[plan.team.slug])

    response = page.post(address, {"picture": SimpleUploadedFile("a.png", content)})

    assert response.status_code == 200 and "picture" in response.content.decode()
    assert not Emblem.objects.exists()


@pytest.mark.django_db
def test_emblem_stands_on_both_covers_with_words(page, plan):
    address = reverse("plans:emblem", args=[plan.team.slug])
    assert page.post(address, {"picture": SimpleUploadedFile("a.gif", PNG)}).status_code == 302

    file = reverse("plans:file", args=[plan.team.slug])
    word = Document(io.BytesIO(page.get(file).content))
    pdf = PdfReader(io.BytesIO(page.get(file, {"format": "pdf"}).content))

    assert Image.from_blob(PNG).content_type == Emblem.objects.get().kind
    assert "Emblem of" in word.element.body.xpath("//wp:docPr/@descr")[0]
    assert len(pdf.pages[0].images) == 1


def test_sections_are_left_out_one_by_one():
    words = {
        "summary": "Executive summary", "activities": "Activities and timeline",
        "lines": "Detailed budget", "method": "Method note",
    }  # fmt: skip

    for name, title in words.items():
        choices = Choices(sections=frozenset(SECTIONS) - {name})
        word = Document(io.BytesIO(render_plan(sample_document(), "en", choices)))
        headings = [p.text for p in word.paragraphs if "Heading" in p.style.name]
        assert title not in headings and len(word.sections) == (
            2 if name in ("lines", "method") else 3
        )
        pdf = PdfReader(io.BytesIO(render_pdf(sample_document(), "en", choices)))
        assert title not in [
            entry.title.strip() for entry in pdf.outline if not isinstance(entry, list)
        ]


def test_names_of_holders_are_left_out_everywhere():
    hidden = Choices(named=False)

    word = Document(io.BytesIO(render_plan(sample_document(), "en", hidden)))
    pdf = PdfReader(io.BytesIO(render_pdf(sample_document(), "en", hidden)))

    texts = ["".join(word.element.body.itertext()), "".join(p.extract_text() for p in pdf.pages)]
    assert all("A. Example" not in text and "filled" in text for text in texts)


def test_budget_bar_tells_its_figures():
    word = Document(io.BytesIO(render_plan(sample_document())))

    alt = word.element.body.xpath("//wp:docPr/@descr")[-1]
    assert "2027: Spent 300, Secured 1,200, Requested 500, Unfunded 800" in alt


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "said"), [(b"{{ cover.nobody }}", "cover.nobody"), (b"{{ t.total.upper() }}", "Call")]
)
def test_kept_template_that_is_refused_when_a_plan_is_made_says_why(page, plan, field, said):
    content = body(b"{{ cover.title }}", field)
    WordTemplate.objects.create(team=plan.team, name="old.docx", content=content)

    answer = page.get(
        reverse("plans:file", args=[plan.team.slug]), {"template": "own"}, follow=True
    )

    assert answer.status_code == 200
    assert said in " ".join(str(message) for message in answer.context["messages"])


def test_list_of_fields_names_what_templates_use(page, plan):
    text = page.get(reverse("plans:template_fields", args=[plan.team.slug])).content.decode()

    assert "unfunded[].case" in text and "cover.title" in text
