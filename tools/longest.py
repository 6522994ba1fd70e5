"""Print the ten longest files and functions, migrations aside: python -m tools.longest."""

import ast
import statistics
import subprocess
from pathlib import Path


def main() -> None:
    files = [file for file in our_files() if "migrations" not in file.parts]
    lengths = {str(file): len(file.read_text().splitlines()) for file in files}
    functions = {place: length for file in files for place, length in functions_of(file).items()}
    print(f"{len(files)} files, median {statistics.median(lengths.values()):.0f} lines; the longest:")
    show(lengths)
    print(f"{len(functions)} functions, median {statistics.median(functions.values()):.0f} lines; the longest:")
    show(functions)


def our_files() -> list[Path]:
    """What git holds or would take in: the virtual environment and other ignored folders stay out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py", "dev"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [Path(name) for name in listed.splitlines() if Path(name).exists()]


def functions_of(file: Path) -> dict[str, int]:
    return {
        f"{file}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef)
    }


def show(lengths: dict[str, int]) -> None:
    for place, length in sorted(lengths.items(), key=lambda item: -item[1])[:10]:
        print(f"{length:6}  {place}")


if __name__ == "__main__":
    main()
