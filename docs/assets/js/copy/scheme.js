// Dark where the device is dark: a page that carries no theme has no switch for it. A classic script, at the end.

{
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => document.body.setAttribute("data-md-color-scheme", dark.matches ? "slate" : "default");
  dark.addEventListener("change", follow);
  follow();
}
