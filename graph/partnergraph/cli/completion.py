"""``partnergraph completion``: the script that lets a shell complete commands, options and names."""

import os
import re
from typing import Any

import click
from click.shell_completion import (
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

_VARIABLE = "_PARTNERGRAPH_COMPLETE"
_INSTALLED = {
    "bash": (
        'In ~/.bashrc: eval "$(partnergraph completion bash)"; or once, where bash-completion is installed:',
        "partnergraph completion bash > ~/.local/share/bash-completion/completions/partnergraph",
    ),
    "zsh": (
        'In ~/.zshrc, after compinit: eval "$(partnergraph completion zsh)"; or once, where ~/.zfunc is in fpath:',
        "partnergraph completion zsh > ~/.zfunc/_partnergraph",
    ),
    "fish": (
        "In this shell: partnergraph completion fish | source; or once, for every shell:",
        "partnergraph completion fish > ~/.config/fish/completions/partnergraph.fish",
    ),
}
_UNSAFE = {"": re.compile(r"([^\w@%+=:,./-])"), '"': re.compile(r'(["\\$`])'), "'": re.compile(r"(')")}
_ESCAPED = {"": r"\\\1", '"': r"\\\1", "'": r"'\\''"}


@click.command()
@click.argument("shell", type=click.Choice(tuple(_INSTALLED)))
def completion(shell: str) -> None:
    """Print the script that lets a shell complete commands, options, formats, questions, kinds and names with Tab.

    How to install it is said at its head. Names come from the shipped network, or from the RDF files or the --store
    that stand before on the command line.

    \b
    Example:
      partnergraph completion bash
      partnergraph completion fish
    """
    from partnergraph.cli import main

    made = {each.name: each for each in _CLASSES}[shell](main, {}, "partnergraph", _VARIABLE).source()
    first, _, rest = made.partition("\n")  # zsh looks for #compdef on the first line
    comment = "".join(f"# {line}\n" for line in _INSTALLED[shell])
    click.echo(f"{first}\n{comment}{rest}" if first.startswith("#compdef") else f"{comment}{made}", nl=False)


def enlist() -> None:
    """Let click complete with the classes of this room."""
    for each in _CLASSES:
        add_completion_class(each)


class _Quiet(ShellComplete):
    """Completes without a word of what goes wrong, and tells the functions of ``candidate`` the words before."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """Give the completions; none where anything fails."""
        self.ctx_args = {**self.ctx_args, "obj": tuple(args)}
        try:
            return super().get_completions(args, incomplete)
        except Exception:  # noqa: BLE001 - whoever presses Tab sees the prompt, and no place for an error
            return []


class _Bash(_Quiet):
    """Bash, which breaks words at colons and takes what is given as it is: so it is given what is missing, quoted."""

    name = "bash"
    source_template = """\
%(complete_func)s() {
    local kind value
    COMPREPLY=()
    while IFS=, read -r kind value; do
        case $kind in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done < <(COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_BREAKS="$COMP_WORDBREAKS" \\
        %(complete_var)s=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Give the words before the cursor, and what of the word at it is typed."""
        words = split_arg_string(self.line)[1:]
        return (words[:-1], words[-1]) if words and _last(self.line)[0] else (words, "")

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """Give the completions; where capitals differ, only those that keep as much as is typed."""
        found = super().get_completions(args, incomplete)
        typed = _value(incomplete)
        same = [each for each in found if each.value.startswith(typed) or each.type != "plain"]
        return same or (found if len({each.value[: len(typed)] for each in found}) == 1 else [])

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Give a completion as bash puts it in place of the part of a word that it takes for one."""
        if item.type != "plain":
            return f"{item.type},{item.value}"
        mark = _last(self.line)[1]
        broken = ":" in os.environ.get("COMP_BREAKS", ":") and not mark
        start = _value(self.get_completion_args()[1]).rfind(":") + 1 if broken else 0
        return f"plain,{_UNSAFE[mark].sub(_ESCAPED[mark], item.value[start:])}"

    @property
    def line(self) -> str:
        """The command line before the cursor."""
        return os.environ.get("COMP_LINE", "")


class _Zsh(_Quiet, ZshComplete):
    """Zsh, as click knows it."""


class _Fish(_Quiet, FishComplete):
    """Fish, as click knows it; names may have commas in them."""

    source_template = FishComplete.source_template.replace('split ","', 'split --max 1 ","')


_CLASSES: tuple[type[ShellComplete], ...] = (_Bash, _Zsh, _Fish)


def _value(word: str) -> str:
    """Give what of a word is to be completed: of ``--option=value`` the value."""
    return word.partition("=")[2] if word.startswith("-") and "=" in word else word


def _last(line: str) -> tuple[str, str]:
    """Give the last word of a line as it is typed, and the quotation mark that is open at its end."""
    word = mark = ""
    escaped = False
    for sign in line:
        word += sign
        if escaped:
            escaped = False
        elif sign == "\\" and mark != "'":
            escaped = True
        elif mark:
            mark = "" if sign == mark else mark
        elif sign in "\"'":
            mark = sign
        elif sign.isspace():
            word = ""
    return word, mark
