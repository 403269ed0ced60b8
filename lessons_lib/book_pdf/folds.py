"""Paper can't unfold: hints, answers and solutions stand at the end of their chapter."""

TITLE = "Hints, answers and solutions"


def gather(soup, article, prefix):
    """Move everything folded into a section at the end, and leave links to it.

    Parameters
    ----------
    soup : bs4.BeautifulSoup
        Makes the new elements.
    article : bs4.Tag
        It is changed.
    prefix : str
        What the anchors of the moved parts begin with.
    """
    folds = article.find_all("details")
    if not folds:
        return
    end = soup.new_tag("section", attrs={"class": "folded", "id": f"{prefix}--folded"})
    end.append(soup.new_tag("h2", string=TITLE))
    under = None
    for number, fold in enumerate(folds, start=1):
        section = fold.find_parent("section")
        if section is not under:
            end.append(soup.new_tag("h3", string=_title(section)))
            under = section
        name = f"{prefix}--folded-{number}"
        label = _label(fold)
        end.append(_moved(soup, fold, name))
        fold.replace_with(_link(soup, name, label))
    article.append(end)


def _title(section):
    return section.find(["h1", "h2", "h3", "h4"]).get_text().strip()


def _label(fold):
    """Say what is folded; a button's "Show the solution" is a solution here."""
    summary = fold.find("summary")
    text = (summary.select_one(".collapsed") or summary).get_text().strip()
    return text.removeprefix("Show the ").capitalize() if text.startswith("Show") else text


def _question(fold):
    """Give the question of a self-check, as all their folds have the same label."""
    check = fold.find_parent(class_="self-check")
    if check is None:
        return ""
    return "".join(part.get_text() for part in check.legend.span.next_siblings).strip()


def _moved(soup, fold, name):
    part = soup.new_tag("div", attrs={"class": "fold", "id": name})
    title = _question(fold) or _label(fold)
    part.append(soup.new_tag("p", attrs={"class": "fold-name"}, string=title))
    fold.summary.extract()
    for content in list(fold.contents):
        part.append(content.extract())
    return part


def _link(soup, name, label):
    place = soup.new_tag("p", attrs={"class": "fold-link"})
    link = soup.new_tag("a", attrs={"class": "paged", "href": f"#{name}"}, string=label)
    place.append(link)
    return place
