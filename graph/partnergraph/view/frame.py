"""The page as a notebook shows it: in a frame of its own that may run scripts and nothing else."""

from dataclasses import dataclass, field
from html import escape


@dataclass(frozen=True, slots=True)
class Frame:
    """A page with its title and the height, in px, that it is shown at.

    >>> Frame("<p>a & b", "A", 300)._repr_html_()[:55]
    '<iframe sandbox="allow-scripts" title="A" width="100%" '
    """

    page: str = field(repr=False)
    title: str
    height: int

    def _repr_html_(self) -> str:
        """Give the frame as notebooks ask for it."""
        shown = {
            "sandbox": "allow-scripts",
            "title": self.title,
            "width": "100%",
            "height": str(self.height),
            "style": "border: 1px solid #8592a6; border-radius: 8px",
            "srcdoc": self.page,
        }
        attributes = " ".join(f'{name}="{escape(value)}"' for name, value in shown.items())
        return f"<iframe {attributes}></iframe>"
