"""The whole website as one PDF; one module for each step on the way.

`chapters` makes a chapter of a page, `folds` moves what is folded to the chapter's end,
`anchors` leads links to the right place, `document` puts title page, contents and chapters
together, `printing` prints it, and `destinations` reads from the print on which page
everything stands.
"""
