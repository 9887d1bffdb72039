"""A file holds no clock and nobody's name, whichever document it is made of."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from docx import Document

from tests.report.documents.word.documents import opened
from xc_gis.report.documents.word.repack import FIXED_DAY, packed, settled


def test_parts_have_one_order_and_one_time():
    names = [entry.filename for entry in ZipFile(BytesIO(packed(Document()))).infolist()]
    assert names == ["[Content_Types].xml", *sorted(names[1:])]
    thumbnail = [entry for entry in ZipFile(BytesIO(packed(Document()))).infolist() if entry.filename.endswith(".jpeg")]
    assert all(entry.compress_type == ZIP_STORED for entry in thumbnail)


def test_times_are_those_of_the_study():
    for day, shown in ((date(2026, 6, 30), date(2026, 6, 30)), (None, FIXED_DAY)):
        document = Document()
        settled(document, title="标题" * 200, day=day)
        properties = opened(packed(document)).core_properties
        assert (properties.created.date(), properties.modified.date()) == (shown, shown)
        assert (properties.author, properties.last_modified_by, len(properties.title)) == ("XC-GIS", "XC-GIS", 255)
