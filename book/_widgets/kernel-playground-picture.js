"use strict";

/** The picture of the playground: one of the list, or the reader's own. */
(function (root) {
  const { convolution, elements, kernelCode, ownPicture } = root.course;
  const { choice, element } = elements;

  const OWN = "own";
  const OWN_SIDE = 128;

  /**
   * @param {KnownPicture} known
   * @returns {GrayPicture}
   */
  function unpack({ title, height, width, white, data, code }) {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    return { title, white, code, grid: convolution.grid(height, width, bytes) };
  }

  /**
   * @param {File} file
   * @returns {Promise<GrayPicture>}
   */
  async function read(file) {
    const grid = await ownPicture.grayPicture(file, OWN_SIDE);
    const code = kernelCode.ownPictureCode(file.name, grid);
    return { title: "Your picture", white: 255, code, grid };
  }

  /**
   * @param {Record<string, KnownPicture>} known
   * @param {string} chosen its name in the list
   * @param {(picture: GrayPicture) => void} onChange
   */
  function pictureField(known, chosen, onChange) {
    const titles = Object.entries(known).map(([name, { title }]) => [name, title]);
    const complaint = element("p", { class: "complaint", role: "alert" });
    const names = choice("Choose", Object.fromEntries(titles), chosen, show);
    const list = names.querySelector("select");
    const ownOption = element("option", { value: OWN }, "your picture");
    const input = element("input", {
      type: "file",
      accept: "image/*",
      change: () => input.files.length && take(input.files[0]),
    });
    /** @type {File | null} */
    let latestFile = null;
    /** @type {GrayPicture | null} */
    let own = null;

    /** @param {string} name in the list */
    function show(name) {
      complaint.textContent = "";
      onChange(own && name === OWN ? own : unpack(known[name]));
    }

    /** @param {File} file */
    async function take(file) {
      latestFile = file;
      try {
        const picture = await read(file);
        // another file may have been chosen while this one was read
        if (file !== latestFile) return;
        own = picture;
        list.append(ownOption);
        list.value = OWN;
        show(OWN);
      } catch (error) {
        if (file === latestFile)
          complaint.textContent = /** @type {Error} */ (error).message;
      }
    }

    const whole = element(
      "fieldset",
      {},
      element("legend", {}, "Picture"),
      names,
      element("label", {}, "or take one of your own", input),
      element("p", { class: "about" }, "Your picture stays on your computer."),
      complaint,
    );
    return { whole, picture: unpack(known[chosen]) };
  }

  root.course = Object.assign(root.course || {}, { pictureField });
})(/** @type {any} */ (globalThis));
