"""Writes docs/THIRD-PARTY.md: what the program is linked from, under which licence, and the notices that go with it.

    python3 .ci/third-party.py            # writes the file anew
    python3 .ci/third-party.py --check    # says whether it is that of Cargo.lock

The licence files are read where cargo unpacked each crate. A text that several crates share stands once, without the
lines of copyright, which stand beside each crate.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "THIRD-PARTY.md"
PLATFORM = "x86_64-unknown-linux-gnu"
FILES = re.compile(r"^(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)
COPYRIGHT = re.compile(r"^\W*(copyright (\(c\)|©|[0-9]{4}|the )|©)", re.IGNORECASE)
# Lines of forms to fill in, which name nobody.
BLANK = re.compile(r"\[yyyy\]|\[fullname\]|<year>|\{yyyy\}", re.IGNORECASE)
# What crates ask to be said beside their licence.
ASKED = {"jpeg-encoder": "This software is based in part on the work of the Independent JPEG Group."}


def linked():
    """The crates that the program is linked from, by name and version."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", PLATFORM]
    said = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    packages = {package["id"]: package for package in said["packages"]}
    needs = {node["id"]: node["deps"] for node in said["resolve"]["nodes"]}
    root = said["resolve"]["root"]
    found, left = set(), [root]
    while left:
        for need in needs[left.pop()]:
            is_linked = any(kind["kind"] is None for kind in need["dep_kinds"])
            if is_linked and need["pkg"] not in found:
                found.add(need["pkg"])
                left.append(need["pkg"])
    return sorted((packages[name] for name in found), key=lambda each: (each["name"], each["version"]))


def notices(package):
    """The licence files of a crate: for each, its lines of copyright and the rest."""
    folder = pathlib.Path(package["manifest_path"]).parent
    paths = [path for path in folder.iterdir() if path.is_file() and FILES.match(path.name)]
    paths += [path for path in folder.glob("LICENSES/*") if path.is_file()]
    for path in sorted(paths):
        lines = path.read_text("utf-8", errors="replace").replace("\f", "").splitlines()
        own = [line.strip() for line in lines if COPYRIGHT.match(line) and not BLANK.search(line)]
        rest = "\n".join(line.rstrip() for line in lines if line.strip() not in own).strip()
        yield own, rest


def fingerprint(text):
    """The same for texts that differ in spaces, dashes and quotation marks alone."""
    return hashlib.sha256(re.sub(r"[\W_]+", " ", text.lower()).strip().encode()).hexdigest()


def document(packages):
    """The whole file."""
    texts, rows = {}, []
    for package in packages:
        said, numbers = [], []
        for own, rest in notices(package):
            said += [line for line in own if line not in said]
            if rest:
                entry = texts.setdefault(fingerprint(rest), (len(texts) + 1, rest))
                numbers.append(entry[0])
        said += [ASKED[package["name"]]] if package["name"] in ASKED else []
        named = f"**{package['name']} {package['version']}**, {package['license']}"
        where = "texts " + ", ".join(map(str, sorted(set(numbers)))) if numbers else "no file of its own"
        people = said or package["authors"] or [package["repository"] or ""]
        rows.append(f"- {named}: {where}. " + "; ".join(line.strip() for line in people if line))
    fonts = sorted((ROOT / "templates" / "fonts").glob("*/*"))
    fonts = [path for path in fonts if FILES.match(path.name) or path.name.startswith("OFL")]
    parts = [HEAD, "## Crates\n", "\n".join(rows), "\n## Fonts\n"]
    for path in fonts:
        text = path.read_text("utf-8", errors="replace").strip()
        parts.append(f"### {path.parent.name}\n\n{fenced(text)}")
    parts.append("\n## Texts of licences\n")
    parts += [f"### Text {number}\n\n{fenced(text)}" for number, text in texts.values()]
    return "\n".join(parts) + "\n"


def fenced(text):
    """A text as it stands."""
    return f"~~~text\n{text}\n~~~\n"


HEAD = """# What others wrote

`recit` is linked from the crates below and carries the fonts below. Each keeps its licence; a crate offered under several is used
under any of them. Written by `.ci/third-party.py` from `Cargo.lock` and the crates' own files; do not edit.
"""


def main():
    packages = linked()
    text = document(packages)
    if "--check" not in sys.argv:
        TARGET.write_text(text, "utf-8")
        print(f"{len(packages)} crates, {len(text)} bytes")
    elif not TARGET.exists() or TARGET.read_text("utf-8") != text:
        sys.exit("docs/THIRD-PARTY.md is not that of Cargo.lock: run python3 .ci/third-party.py")


main()
