"""The order of the website's pages, read in one place."""

from lessons_lib.table_of_contents import Chapter, Part, read_contents

TOC = """format: jb-book
root: book/index
parts:
  - caption: One
    chapters:
      - file: book/setup
      - file: notebooks/01-one
        title: Another title
  - caption: Two
    chapters:
      - file: book/end
"""


def test_parts_chapters_and_pages(tmp_path):
    (tmp_path / "_toc.yml").write_text(TOC)
    book = read_contents(tmp_path)
    setup, one, end = (
        Chapter("book/setup"),
        Chapter("notebooks/01-one", "Another title"),
        Chapter("book/end"),
    )
    assert book.start == Chapter("book/index")
    assert book.parts == (Part("One", (setup, one)), Part("Two", (end,)))
    assert book.chapters == [setup, one, end]
    assert book.pages == ["book/index", "book/setup", "notebooks/01-one", "book/end"]
