"""Mend small faults of the theme in a built site, each to be removed once the theme is mended itself."""

from collections.abc import Mapping
from pathlib import Path

from calculator.errors import ProjectError

WORKER = "assets/javascripts/workers/search.*.min.js"
# What stands in a file once, and what is put instead.
# Marks were operators, single characters were looked for, a word in a longer one was not found. What is asked
# and what counts as found is in docs/assets/js/site/search.js, which stands before the worker's own script.
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
    # A page was worth more than its parts, and a long one more than a short one.
    "let g=+!c.parent+Object.values(f).filter(l=>l).length/Object.keys(f).length;"
    "s.push(B(_({},c),{score:a*(1+K(g,2)),terms:f}))": "s.push(B(_({},c),{score:a,terms:f}))",
    "this.b(0)": "this.b(.3)",
    # Full width and half width are one, as in what is asked.
    "g.slice(l,m).toLowerCase()": 'g.slice(l,m).normalize("NFKC").toLowerCase()',
}
BUNDLE = "assets/javascripts/bundle.*.min.js"
# The index of the search, larger than any page, was fetched by every page, wanted or not: for the search and
# to mark the words one came by. Now it comes when the search is opened, or where the address has such words.
FETCHING = {
    '$(location.protocol!=="file:"),Je("search")': '$(!1),Je("search")',
    'z([t,r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")))])': (
        'r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")),b(o=>t.pipe(m(n=>[n,o]))))'
    ),
    # The worker that searches starts with the first it is asked, not with every page: a thread, a script of
    # 39 kB and its memory, for readers most of whom search nothing.
    "function Mn(e,t=new Worker(e)){": (
        "function Mn(e,t=Object.assign(new EventTarget,{postMessage(n){"
        "this.w||(this.w=new Worker(e)).addEventListener("
        '"message",i=>this.dispatchEvent(new MessageEvent("message",{data:i.data}))),'
        "this.w.postMessage(n)}})){"
    ),
}
SEARCH = 'data-md-component="search" role="dialog"'
# Of what searches in thirty languages, a search in Chinese loads these two; maps are for the theme's makers.
LANGUAGES = "assets/javascripts/lunr"
OURS = {"lunr.stemmer.support.min.js", "lunr.zh.min.js"}
READING = '__md_get=(e,_=localStorage,t=__md_scope)=>JSON.parse(_.getItem(t.pathname+"."+e))'
WRITING = "__md_set=(e,_,t=localStorage,a=__md_scope)=>{try{t.setItem("
IN_PAGES = {
    # A dialog without a name is announced as nothing in particular.
    SEARCH: f'{SEARCH} aria-label="搜索"',
    # A browser that keeps nothing for pages, as with cookies refused, throws where they only name its store:
    # the theme's scripts stopped, and with them the search.
    READING: (
        "__md_get=(e,_,t=__md_scope)=>"
        '{try{return JSON.parse((_||localStorage).getItem(t.pathname+"."+e))}catch(e){return null}}'
    ),
    WRITING: "__md_set=(e,_,t,a=__md_scope)=>{try{(t||localStorage).setItem(",
}


def mend(site: Path) -> None:
    """Mend the theme's scripts in a built site, and take out the files that no page asks for.

    Raises ProjectError where the theme no longer has what is mended.
    """
    for name, mends in ((WORKER, ASKING), (BUNDLE, FETCHING)):
        found = list(site.glob(name))
        if len(found) != 1:
            raise ProjectError(f"Material 变了：没有找到 {name}，scripts/site/theme_mends.py 要跟着改")
        script = found[0].read_text(encoding="utf-8")
        found[0].write_text(_replaced(found[0].name, script, mends), encoding="utf-8")
    _prune(site)


def mended(page: str, html: str) -> str:
    """Return a page of the theme with its markup mended; ProjectError where it lacks what is mended."""
    return _replaced(page, html, IN_PAGES)


def _prune(site: Path) -> None:
    """Take out two megabytes, which would be sent, handed on and kept on a phone for nothing."""
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
