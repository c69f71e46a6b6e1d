"""Writes a Python program after a snippet of a migration plan: {"program", "snippet", "imports"} on stdin, the text on stdout.

What the snippet shows goes into the program letter by letter; its comments tell what is added, changed and removed.
"""

import ast
import json
import re
import sys

MARK = "__mark__"


def marked(snippet):
    """A snippet whose elements of lists say by a key what its comments say, without the comments."""

    def uncommented(match):
        indent, block = match.group(1), match.group(2)
        element = re.sub(rf"^{indent}# ", indent, block, flags=re.M)
        return element.replace("{", '{"%s": "Remove",' % MARK, 1)

    text = re.sub(r"^( *)# Remove:\n((?:\1# .*\n)+)", uncommented, snippet, flags=re.M)
    return re.sub(r"^( *)# (Add|Change):\n *\{", r'\1{"%s": "\2",' % MARK, text, flags=re.M)


class Text:
    """A program with the replacements that are to be made in it, by the places of its syntax tree."""

    def __init__(self, text):
        self.text, self.tree, self.changes = text, ast.parse(text), []
        self.lines = [0]
        for line in text.encode().splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def span(self, node):
        return (
            self.lines[node.lineno - 1] + node.col_offset,
            self.lines[node.end_lineno - 1] + node.end_col_offset,
        )

    def source(self, node):
        return ast.get_source_segment(self.text, node)

    def replace(self, start, end, text):
        self.changes.append((start, end, text.encode()))

    def result(self):
        data = self.text.encode()
        for start, end, text in sorted(self.changes, key=lambda change: change[0], reverse=True):
            data = data[:start] + text + data[end:]
        return data.decode()


def suffix(call):
    return ".".join(ast.unparse(call.func).split(".")[-2:])


def name_of(call):
    return call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None


def find(program, kind, name):
    calls = [node for node in ast.walk(program.tree) if isinstance(node, ast.Call)]
    found = [call for call in calls if name_of(call) == name and suffix(call) == kind]
    if len(found) != 1:
        raise SystemExit(f"The program has {len(found)} resources {kind} {name!r}.")
    return found[0]


def fields(node):
    """The named values of a dictionary or of a call, `None` for anything else."""
    if isinstance(node, ast.Dict):
        return {key.value: value for key, value in zip(node.keys, node.values)}
    if isinstance(node, ast.Call):
        return {keyword.arg: keyword.value for keyword in node.keywords}
    return None


def insert_at_end(program, node, last, text):
    """Behind the last argument or element, before the closing bracket."""
    end = program.span(node)[1] - 1
    behind = program.text.encode()[program.span(last)[1] : end] if last is not None else b","
    comma = "" if b"," in behind.split(b"#")[0] else ", "
    program.replace(end, end, f"{comma}{text},\n")


def merge(program, target, snippet, shown):
    own, wanted = fields(target), fields(shown)
    added = []
    for name, value in wanted.items():
        if name == MARK:
            continue
        if name not in own:
            written = snippet.source(value)
            added.append(f'"{name}": {written}' if isinstance(target, ast.Dict) else f"{name}={written}")
        elif isinstance(value, ast.List) and any(MARK in (fields(element) or {}) for element in value.elts):
            merge_list(program, own[name], snippet, value)
        elif fields(value) is not None and fields(own[name]) is not None and isinstance(value, ast.Dict):
            merge(program, own[name], snippet, value)
        else:
            program.replace(*program.span(own[name]), snippet.source(value))
    if added:
        values = list(own.values())
        insert_at_end(program, target, values[-1] if values else None, ",\n".join(added))


def merge_list(program, target, snippet, shown):
    named = {}
    for element in target.elts:
        inner = (fields(element) or {}).get("name")
        if isinstance(inner, ast.Constant):
            named[inner.value] = element
    for element in shown.elts:
        mark = fields(element)[MARK].value
        if mark == "Add":
            source = snippet.source(element).replace('"%s": "Add",' % MARK, "", 1)
            insert_at_end(program, target, target.elts[-1] if target.elts else None, source)
            continue
        own = named[fields(element)["name"].value]
        if mark == "Change":
            merge(program, own, snippet, element)
            continue
        start, end = program.span(own)
        comma = re.match(rb"\s*,", program.text.encode()[end:])
        program.replace(start, end + (comma.end() if comma else 0), "")


def main():
    given = json.load(sys.stdin)
    if "# Remove, with what refers to it:" in given["snippet"]:
        raise SystemExit("Resources are not taken out of programs in Python.")
    snippet, program = Text(marked(given["snippet"])), Text(given["program"])
    for statement in snippet.tree.body:
        call = statement.value
        merge(program, find(program, suffix(call), name_of(call)), snippet, call)
    result = program.result()
    missing = [line for line in given["imports"] if line not in result]
    sys.stdout.write("\n".join([*missing, result]))


main()
