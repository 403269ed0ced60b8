"""Buttons that lead to the repository, where its address is known."""

from lessons_lib.address import BRANCH, repository_address


def add_buttons(app, config):
    """Give the theme the address, or leave its buttons off."""
    address = repository_address(app.confdir)
    options = config.html_theme_options
    if address is None:
        options.pop("repository_url", None)
        return
    options.update(
        repository_url=address,
        repository_branch=BRANCH,
        repository_provider=address.split("/")[2].removesuffix(".com"),
        path_to_docs="",
        use_repository_button=True,
        use_edit_page_button=True,
    )


def setup(app):
    """Set the address before the theme looks at its options."""
    app.connect("config-inited", add_buttons, priority=100)
