"""Read from a PDF of Chromium what the tests ask for; its structure is plain text."""

import re
import zlib

OBJECT = re.compile(rb"^(\d+) 0 obj\s(.*?)^endobj", re.MULTILINE | re.DOTALL)
STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
# a font is chosen, glyphs are shown, a picture is drawn
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-F]+)>|/(X\d+) Do")
GLYPHS = re.compile(rb"^<(\w{4})> (?:<(\w{4})> )?<(\w+)>$", re.MULTILINE)


class Pdf:
    """A PDF, taken apart into its objects."""

    def __init__(self, content):
        self.objects = {int(found[1]): found[2] for found in OBJECT.finditer(content)}
        self.trailer = content[content.rindex(b"trailer") :]
        self.pages = self._of_type(rb"Page")
        self._letters_of = {}

    @property
    def title(self):
        return _text(self._object(self.trailer, b"Info"), b"Title")

    @property
    def catalog(self):
        return self._object(self.trailer, b"Root")

    @property
    def outline(self):
        """The bookmarks: pairs of a title and the pairs under it."""
        [root] = self._of_type(rb"Outlines")
        return self._entries(root)

    @property
    def destinations(self):
        """Names of the places that a link may lead to."""
        places = self._object(self.catalog, b"Dests")
        return {name.decode() for name in re.findall(rb"/(\S+) \[\d+ 0 R", places)}

    @property
    def links(self):
        """Names of the places that links within the PDF lead to."""
        return self._in_links(rb"/Dest /(\S+)")

    @property
    def addresses(self):
        """What links out of the PDF lead to."""
        return self._in_links(rb"/URI \((.*?)\)")

    def margin(self, number):
        """Read the text in the margins of a page: title of the chapter and page number."""
        return self._shown(number, self._drawn(number).partition(b"BDC")[0])

    def body(self, number):
        """Read the text of a page, its pictures as ▣; spaces between words may be missing."""
        return self._shown(number, self._drawn(number).partition(b"BDC")[2])

    def _drawn(self, number):
        content = self._object(self.objects[self.pages[number - 1]], b"Contents")
        return zlib.decompress(STREAM.search(content)[1])

    def _shown(self, number, drawn):
        page, letters, text = self.objects[self.pages[number - 1]], {}, []
        for font, glyphs, picture in SHOWN.findall(drawn):
            if font:
                letters = self._letters(_reference(page, font))
            text += ["▣"] if picture else []
            text += [
                letters.get(int(glyphs[start : start + 4], 16), "�")
                for start in range(0, len(glyphs), 4)
            ]
        return "".join(text)

    def _letters(self, font):
        """Give the letter of each glyph of a font."""
        if font not in self._letters_of:
            self._letters_of[font] = dict(self._read_letters(self.objects[font]))
        return self._letters_of[font]

    def _read_letters(self, font):
        # icons have no letters
        if b"/ToUnicode" not in font:
            return
        table = zlib.decompress(STREAM.search(self._object(font, b"ToUnicode"))[1])
        for first, last, letter in GLYPHS.findall(table):
            text = bytes.fromhex(letter.decode()).decode("utf-16-be")
            for glyph in range(int(first, 16), int(last or first, 16) + 1):
                yield glyph, text[:-1] + chr(ord(text[-1]) + glyph - int(first, 16))

    def _object(self, body, key):
        return self.objects[_reference(body, key)]

    def _of_type(self, name):
        start = b"<</Type /" + name + b"\n"
        return [number for number, body in self.objects.items() if body.startswith(start)]

    def _in_links(self, pattern):
        links = [body for body in self.objects.values() if b"/Subtype /Link" in body]
        return [match[1].decode() for body in links if (match := re.search(pattern, body))]

    def _entries(self, parent):
        entries, number = [], _reference(self.objects[parent], b"First")
        while number:
            body = self.objects[number]
            entries.append((_text(body, b"Title"), self._entries(number)))
            number = _reference(body, b"Next")
        return entries


def _reference(body, key):
    found = re.search(rb"/%b (\d+) 0 R" % key, body)
    return int(found[1]) if found else None


def _text(body, key):
    found = re.search(rb"/%b (?:\(((?:\\.|[^\\)])*)\)|<([0-9A-F]+)>)" % key, body)
    if found[2]:
        return bytes.fromhex(found[2].decode()).decode("utf-16")
    return re.sub(rb"\\(.)", rb"\1", found[1]).decode("latin-1")
