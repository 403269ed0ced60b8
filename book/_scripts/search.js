"use strict";

/**
 * A page that is opened from a folder may not read others, so that the search shows the
 * titles that it finds and no lines of them.
 */
if (location.protocol === "file:") {
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
}
