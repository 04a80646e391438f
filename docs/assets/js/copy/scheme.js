// Follow the device's dark mode: a page without the theme has no switch for it. A classic script at the page's end.

{
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => document.body.setAttribute("data-md-color-scheme", dark.matches ? "slate" : "default");
  dark.addEventListener("change", follow);
  follow();
}
