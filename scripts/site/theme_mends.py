"""Correct small errors of the theme in a built site, until the theme corrects them itself."""

from collections.abc import Mapping
from pathlib import Path

from calculator.errors import ProjectError

WORKER = "assets/javascripts/workers/search.*.min.js"
# Each text is in its file exactly once, and is replaced by the other.
# The theme read punctuation as operators, searched for single characters, and did not find a word inside a
# longer one. Now docs/assets/js/site/search.js, joined before the worker's script, decides what is found.
CUTTING = (
    r'if(e=e.replace(new RegExp("\\p{sc=Han}+","gu"),s=>[...fe(s,this.index.invertedIndex)].join("* ")),'
    "e=ce(e),!e)return{items:[]};"
    "let r=le(e).filter(s=>s.presence!==lunr.Query.presence.PROHIBITED),n=this.index.search(e)"
)
ASKING = {
    CUTTING: (
        "let r=handbook.asked(e,this.index);if(!r.length)return{items:[]};"
        "let n=handbook.found(r,this.index,this.map)"
    ),
    "he(r,Object.keys(u.metadata))": "handbook.told(r,u.metadata)",
    # The theme ranked a page above its sections, and a long section above a short one.
    "let g=+!c.parent+Object.values(f).filter(l=>l).length/Object.keys(f).length;"
    "s.push(B(_({},c),{score:a*(1+K(g,2)),terms:f}))": "s.push(B(_({},c),{score:a,terms:f}))",
    "this.b(0)": "this.b(.3)",
    # Full-width and half-width letters are equal, as in the query.
    "g.slice(l,m).toLowerCase()": 'g.slice(l,m).normalize("NFKC").toLowerCase()',
}
BUNDLE = "assets/javascripts/bundle.*.min.js"
# Every page fetched the search index, which is larger than any page, also to highlight the words of a search.
# Now it is fetched when the user opens the search, or if the address has words to highlight.
FETCHING = {
    '$(location.protocol!=="file:"),Je("search")': '$(!1),Je("search")',
    'z([t,r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")))])': (
        'r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")),b(o=>t.pipe(m(n=>[n,o]))))'
    ),
    # The search's worker starts with the first query, not with every page: it takes a thread, a script of
    # 39 kB and memory, and most users do not search.
    "function Mn(e,t=new Worker(e)){": (
        "function Mn(e,t=Object.assign(new EventTarget,{postMessage(n){"
        "this.w||(this.w=new Worker(e)).addEventListener("
        '"message",i=>this.dispatchEvent(new MessageEvent("message",{data:i.data}))),'
        "this.w.postMessage(n)}})){"
    ),
}
SEARCH = 'data-md-component="search" role="dialog"'
# A search in Chinese loads these two of the theme's files for thirty languages.
LANGUAGES = "assets/javascripts/lunr"
OURS = {"lunr.stemmer.support.min.js", "lunr.zh.min.js"}
READING = '__md_get=(e,_=localStorage,t=__md_scope)=>JSON.parse(_.getItem(t.pathname+"."+e))'
WRITING = "__md_set=(e,_,t=localStorage,a=__md_scope)=>{try{t.setItem("
IN_PAGES = {
    # Screen readers announce a dialog by its name.
    SEARCH: f'{SEARCH} aria-label="搜索"',
    # With cookies blocked, a browser throws when a script reads `localStorage`. The theme's scripts stopped
    # there, and the search did not work.
    READING: (
        "__md_get=(e,_,t=__md_scope)=>"
        '{try{return JSON.parse((_||localStorage).getItem(t.pathname+"."+e))}catch(e){return null}}'
    ),
    WRITING: "__md_set=(e,_,t,a=__md_scope)=>{try{(t||localStorage).setItem(",
}


def mend(site: Path) -> None:
    """Correct the theme's scripts in a built site, and delete files that no page loads.

    Raises ProjectError if the theme lacks a text that is replaced.
    """
    for name, mends in ((WORKER, ASKING), (BUNDLE, FETCHING)):
        found = list(site.glob(name))
        if len(found) != 1:
            raise ProjectError(f"Material 变了：没有找到 {name}，scripts/site/theme_mends.py 要跟着改")
        script = found[0].read_text(encoding="utf-8")
        found[0].write_text(_replaced(found[0].name, script, mends), encoding="utf-8")
    _prune(site)


def mended(page: str, html: str) -> str:
    """Return a page with the theme's markup corrected; ProjectError if it lacks a text that is replaced."""
    return _replaced(page, html, IN_PAGES)


def _prune(site: Path) -> None:
    """Delete two megabytes of files that no page loads: a phone would store them."""
    languages = [path for path in (site / LANGUAGES).rglob("*") if path.is_file()]
    if missing := OURS - {path.name for path in languages}:
        raise ProjectError(f"Material 变了：没有找到 {min(missing)}，scripts/site/theme_mends.py 要跟着改")
    for path in (*(path for path in languages if path.name not in OURS), *site.rglob("*.map")):
        path.unlink()


def _replaced(name: str, text: str, mends: Mapping[str, str]) -> str:
    for old, new in mends.items():
        if text.count(old) != 1:
            raise ProjectError(f"Material 变了：{name} 里没有「{old}」，scripts/site/theme_mends.py 要跟着改")
        text = text.replace(old, new)
    return text
