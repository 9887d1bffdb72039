"""Small Word files for tests, and what stands in them."""

import io

from docx import Document

from xc_gis.report.documents.word.repack import packed


def with_texts(*texts, change=None):
    """A file with a paragraph for each text."""
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    if change is not None:
        change(document)
    return packed(document)


def opened(content):
    """The document of a file."""
    return Document(io.BytesIO(content))


def texts_of(content):
    """Texts of its paragraphs."""
    return [paragraph.text for paragraph in opened(content).paragraphs]
