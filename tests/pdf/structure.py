#!/usr/bin/env python3
"""Prints the tags of a PDF file and the words in each, in reading order, with plain spaces: what a screen reader gets.

Usage: structure.py file.pdf
"""

import re
import subprocess
import sys


def main():
    command = ["pdfinfo", "-enc", "UTF-8", "-struct-text", sys.argv[1]]
    told = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")
    for line in told.splitlines():
        indent = len(line) - len(line.lstrip())
        words = re.sub(r"\s+", " ", line).strip()
        # Sizes and places belong to the pictures; a tag is told by its name.
        if not words.startswith("/"):
            print(" " * indent + (words if words.startswith('"') else re.match(r"\w+", words).group(0)))


main()
