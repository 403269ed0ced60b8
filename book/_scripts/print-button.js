"use strict";

/** The button above a page that prints it. */
document.querySelector(".print-button")?.addEventListener("click", () => print());
