// Bootstrap takes its colours from an attribute; people choose light or dark in
// their system. Loaded before the page is painted, so that it does not flash.
"use strict";

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const follow = () => {
  document.documentElement.dataset.bsTheme = dark.matches ? "dark" : "light";
};
dark.addEventListener("change", follow);
follow();
