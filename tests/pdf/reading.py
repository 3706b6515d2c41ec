#!/usr/bin/env python3
"""Reads PDF files as a screen reader would, through poppler, and fails when the order or the headings are wrong.

Usage: reading.py file.pdf ...
What the validator cannot see: one heading of level 1 a page, each title read once, quotes as block quotes,
tables with header cells, every text in a tag.
"""

import re
import subprocess
import sys


def run(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")


def plain(text):
    return re.sub(r"\s+", " ", text).strip()


def structure(path):
    """The tags in reading order, each with the text directly below it."""
    tags = []
    stack = []
    for line in run("pdfinfo", "-enc", "UTF-8", "-struct-text", path).splitlines():
        indent = len(line) - len(line.lstrip())
        words = line.strip()
        if words.startswith('"'):
            if stack:
                tags[stack[-1][1]][1].append(words.strip('"'))
            for _, at in stack[:-1]:
                tags[at][1].append(words.strip('"'))
            continue
        name = words.split(" ")[0]
        while stack and stack[-1][0] >= indent:
            stack.pop()
        tags.append((name, []))
        stack.append((indent, len(tags) - 1))
    return tags


def continued(path):
    """How many pages go on from the one before, and say so at their top."""
    pages = run("pdftotext", "-layout", path, "-").split("\f")
    return sum(1 for page in pages if re.search(r"\((suite|continued)\)", "\n".join(page.split("\n")[:4])))


def slides(tags):
    """The tags of each slide: its title, then what is read until the next one."""
    each = []
    for name, text in tags:
        if name == "H1":
            each.append((plain("".join(text)), []))
        elif each:
            each[-1][1].append((name, plain("".join(text))))
    return each


def is_paper(path):
    """Whether the file is made to be printed: an A4 page."""
    return "A4" in re.search(r"^Page size:.*$", run("pdfinfo", path), re.M).group(0)


def paper_faults(path, others):
    """A script reads the titles of its slides, all and in order; a handout leaves out chapters and statements; a note has one."""
    titles = [title for title, _ in slides(structure(path))]
    decks = [other for other in others if not is_paper(other) and path.startswith(other.removesuffix(".pdf") + "-")]
    shown = [title for title, _ in slides(structure(max(decks, key=len)))] if decks else titles
    rest = iter(shown)
    is_handout = "handout" in path or "polycopie" in path
    is_part = is_handout and 2 * len(titles) > len(shown) and all(title in rest for title in titles)
    if len(titles) != 1 and titles != shown and not is_part:
        yield f"the titles are not those of the slides: {titles}"
    names = [name for name, _ in structure(path)]
    if names.count("Table") and not names.count("TH"):
        yield "a table has no header cells"


def faults(path, others):
    if is_paper(path):
        yield from paper_faults(path, others)
        return
    pages = int(re.search(r"^Pages:\s+(\d+)", run("pdfinfo", path), re.M).group(1))
    tags = structure(path)
    read = slides(tags)
    if len(read) + continued(path) != pages:
        yield f"{pages} pages but {len(read)} headings of level 1 and {continued(path)} pages that go on"
    for title, rest in read:
        if any(text == title for name, text in rest if name in ("P", "Span", "TD", "TH", "H2")):
            yield f"the title is read twice on its slide: {title}"
    names = [name for name, _ in tags]
    if names.count("Table") and not names.count("TH"):
        yield "a table has no header cells"
    if not names.count("BlockQuote"):
        yield "no quote is tagged as a block quote"
    first = names.index("H1") if "H1" in names else -1
    if any(name in ("P", "Table", "BlockQuote") for name in names[:max(first, 0)]):
        yield "something is read before the first title"


def main():
    found = [f"{path}: {fault}" for path in sys.argv[1:] for fault in faults(path, sys.argv[1:])]
    for fault in found:
        print(fault)
    print(f"{len(sys.argv) - 1} files read as a screen reader would, {len(found)} faults")
    sys.exit(1 if found or len(sys.argv) < 2 else 0)


main()
