# Over 200 lines: what each statement of a plan changes in a Python program.
"""Writes a Python program after a snippet of a migration plan: {"program", "snippet", "imports"} on stdin, the text on stdout.

What the snippet shows goes into the program unchanged; its comments say what is added, changed and removed.
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

    text = re.sub(r"^( *)# Remove:\n((?:\1# (?!(?:Add|Change|Remove):$).*\n)+)", uncommented, snippet, flags=re.M)
    text = re.sub(r"^( +)# (Add|Change):\n *([\w.]+)\(", r'\1\3(%s="\2",' % MARK, text, flags=re.M)
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
            source = re.sub(r'"?%s"?[:=] ?"Add",' % MARK, "", snippet.source(element), count=1)
            insert_at_end(program, target, target.elts[-1] if target.elts else None, source)
            continue
        own = named[fields(element)["name"].value]
        if mark == "Change":
            merge(program, own, snippet, element)
            continue
        start, end = program.span(own)
        comma = re.match(rb"\s*,", program.text.encode()[end:])
        program.replace(start, end + (comma.end() if comma else 0), "")


def comments_before(snippet, node):
    """The comments right above a statement."""
    lines, at = snippet.text.split("\n"), node.lineno - 2
    above = []
    while at >= 0 and lines[at].startswith("#"):
        above.append(lines[at])
        at -= 1
    return above


def variable_for(program, kind, name):
    """What the program calls a resource."""
    for node in ast.walk(program.tree):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
            continue
        if name_of(node.value) == name and suffix(node.value).split(".")[-1] == kind:
            return node.targets[0].id
    raise SystemExit(f"No variable of the program holds {kind} {name!r}.")


def renamed(program, snippet, statement):
    """A statement, with the program's own variables in place of those that its comments name."""
    text = snippet.source(statement)
    for comment in comments_before(snippet, statement):
        named = re.match(r'# (\w+) is your (\w+) (".*")\.$', comment)
        if named:
            own = variable_for(program, named.group(2), json.loads(named.group(3)))
            text = re.sub(rf"\b{named.group(1)}\.", f"{own}.", text)
    return text + "\n"


def statement_with(program, call):
    return next(each for each in program.tree.body if call in ast.walk(each))


def added(text, snippet, statements, first):
    """The program with new statements: before the first that is changed where that refers to them, else at the end."""
    for statement in statements:
        program = Text(text)
        held = isinstance(statement, ast.Assign)
        at = len(text.encode())
        if held and first:
            at = min(program.span(statement_with(program, find(program, *each)))[0] for each in first)
        program.replace(at, at, renamed(program, snippet, statement))
        text = program.result()
    return text


def removed(text, kind, name):
    """The program without a resource, and without what refers to it in lists."""
    program = Text(text)
    statement = statement_with(program, find(program, kind, name))
    program.replace(*program.span(statement), "")
    variable = statement.targets[0].id if isinstance(statement, ast.Assign) else None
    lists = [node for node in ast.walk(program.tree) if isinstance(node, ast.List)]
    for element in [element for each in lists for element in each.elts]:
        if isinstance(element, ast.Name) and element.id == variable:
            start, end = program.span(element)
            comma = re.match(rb"\s*,", program.text.encode()[end:])
            program.replace(start, end + (comma.end() if comma else 0), "")
    return program.result()


def main():
    given = json.load(sys.stdin)
    gone = re.findall(r"^# Remove, with what refers to it:\n# ([\w.]+)\((\".*\"), …\)$", given["snippet"], flags=re.M)
    snippet, text = Text(marked(given["snippet"])), given["program"]
    created = [each for each in snippet.tree.body if "# Add:" in comments_before(snippet, each)]
    statements = [each for each in snippet.tree.body if each not in created]
    changed = [each.value for each in statements]
    for statement in statements:
        program = Text(text)
        shown = Text(renamed(program, snippet, statement))
        call = shown.tree.body[0].value
        merge(program, find(program, suffix(call), name_of(call)), shown, call)
        text = program.result()
    for function, name in gone:
        text = removed(text, ".".join(function.split(".")[-2:]), json.loads(name))
    text = added(text, snippet, created, [(suffix(call), name_of(call)) for call in changed])
    missing = [line for line in given["imports"] if line not in text]
    sys.stdout.write("\n".join([*missing, text]))


main()
