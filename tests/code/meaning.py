#!/usr/bin/env python3
"""What the code of src says of itself, as numbers that may only get better.

    python3 tests/code/meaning.py            prints them, and what stands behind each
    python3 tests/code/meaning.py --check    fails when one is worse than in meaning.json
    python3 tests/code/meaning.py --write    writes them to meaning.json
"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).with_name("meaning.json")
LONGEST = 400

# Each number, and whether more of it is better.
BETTER = {
    "names of several types": False,
    "types that share a name": False,
    "one-word functions of a hundred": False,
    "comments of a thousand lines": True,
    "files in circles": False,
    "files past 400 lines": False,
    "lines": False,
}


def code(path):
    """The code of a file without its tests."""
    text = path.read_text(encoding="utf-8")
    return text.split("#[cfg(test)]\nmod tests {")[0]


def files():
    """The files of src that are no tests."""
    for path in sorted(ROOT.glob("src/**/*.rs")):
        below = path.relative_to(ROOT / "src")
        if "tests.rs" not in below.parts and "tests" not in below.parts:
            yield below, code(path)


def module(below):
    """The path of the module in a file: `("deck", "plan")`."""
    parts = list(below.with_suffix("").parts)
    return tuple(parts[:-1] if parts[-1] in ("mod", "lib", "main") else parts)


def flat(text):
    """A text with each list of names written out: `use super::{a::B, c};` as `super::a::B super::c`."""
    lists = re.compile(r"((?:crate|super|self)(?:::\w+)*)::\{([^{}]*)\}")
    inner = re.compile(r"(\w+(?:::\w+)*)::\{([^{}]*)\}")

    def written_out(found):
        head, names = found.group(1), found.group(2).split(",")
        return ", ".join(f"{head}::{name.strip()}" for name in names if name.strip())

    # The lists within lists first, until none is left.
    before = None
    while before != text:
        before = text
        text = inner.sub(written_out, text) if inner.search(text) else text
    return lists.sub(written_out, text)


def uses(own, text, known):
    """The modules that a module names, its own folder's others among them."""
    found = set()
    lines = [line for line in text.split("\n") if not line.strip().startswith("//")]
    for path in re.findall(r"\b((?:crate|super|self)(?:::\w+)+)", flat("\n".join(lines))):
        parts = path.split("::")
        at = list(own)
        if parts[0] == "crate":
            at = []
        elif parts[0] == "super":
            while parts and parts[0] == "super":
                at = at[:-1]
                parts = parts[1:]
            parts = ["super"] + parts
        for part in parts[1:]:
            if tuple(at + [part]) not in known:
                break
            at.append(part)
        if tuple(at) != own and at:
            found.add(tuple(at))
    return found


def circles(graph):
    """The groups of modules that lead around to one another (Tarjan)."""
    number, low, stack, groups = {}, {}, [], []

    def visit(node):
        number[node] = low[node] = len(number)
        stack.append(node)
        for other in graph[node]:
            if other not in number:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], number[other])
        if low[node] == number[node]:
            group = []
            while True:
                other = stack.pop()
                group.append(other)
                if other == node:
                    break
            if len(group) > 1:
                groups.append(sorted(group))

    sys.setrecursionlimit(10_000)
    for node in list(graph):
        if node not in number:
            visit(node)
    return groups


def measured():
    """The numbers, and what stands behind each."""
    types, functions = defaultdict(list), set()
    comments = lines = 0
    texts = dict(files())
    long = []
    for below, text in texts.items():
        # A `type` that is indented is what an implementation gives a trait; its name is the trait's.
        declared = r"^(?:\s*(?:pub(?:\([^)]*\))? )?(?:struct|enum|trait|union)|(?:pub(?:\([^)]*\))? )?type) (\w+)"
        for name in re.findall(declared, text, re.M):
            # Each command has its `Args`, the name that clap's own pages give them.
            if name != "Args":
                types[name].append(str(below))
        functions.update(re.findall(r"\bfn (\w+)", text))
        rows = text.split("\n")
        lines += len((ROOT / "src" / below).read_text(encoding="utf-8").split("\n"))
        comments += sum(1 for row in rows if re.match(r"\s*//(?![/!])", row))
        if len(rows) > LONGEST:
            long.append(f"{below} {len(rows)}")
    known = {module(below) for below in texts}
    graph = defaultdict(set)
    for below, text in texts.items():
        own = module(below)
        # A folder's own file joins what lies in it: it leads nowhere else by itself.
        graph[own] |= {other for other in uses(own, text, known) if other[: len(own)] != own and own[: len(other)] != other}
    for other in [other for found in graph.values() for other in found]:
        graph.setdefault(other, set())
    # A circle may be the shape of the thing; one of its files then says so at its head, and why.
    reasoned = {module(below) for below, text in texts.items() if "\n//! In a circle with " in text}
    around = [group for group in circles(graph) if not reasoned & set(group)]
    shared = {name: places for name, places in types.items() if len(places) > 1}
    short = [name for name in functions if "_" not in name.strip("_")]
    numbers = {
        "names of several types": len(shared),
        "types that share a name": sum(len(places) for places in shared.values()),
        "one-word functions of a hundred": round(100 * len(short) / len(functions), 1),
        "comments of a thousand lines": round(1000 * comments / lines, 1),
        "files in circles": sum(len(group) for group in around),
        "files past 400 lines": len(long),
        "lines": lines,
    }
    behind = {
        "names of several types": [f"{name}: {', '.join(places)}" for name, places in sorted(shared.items())],
        "files in circles": [" ".join("::".join(one) for one in group) for group in around],
        "files past 400 lines": long,
    }
    return numbers, behind


def main():
    numbers, behind = measured()
    if "--write" in sys.argv:
        KEPT.write_text(json.dumps(numbers, indent=2) + "\n", encoding="utf-8")
        return 0
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    worse = []
    for name, more in BETTER.items():
        now, before = numbers[name], kept[name]
        # Lines grow with what the program does: a twentieth at a time is looked at.
        room = before * 0.05 if name == "lines" else 0
        if now < before - room if more else now > before + room:
            worse.append(f"{name}: {now}, was {before}")
    if "--check" in sys.argv:
        for name in BETTER:
            print(f"{name}: {numbers[name]} (kept: {kept[name]})")
        for line in worse:
            print(f"worse: {line}")
        return 1 if worse else 0
    for name in BETTER:
        print(f"{name}: {numbers[name]}")
        for line in behind.get(name, []):
            print(f"    {line}")
    return 0


sys.exit(main())
