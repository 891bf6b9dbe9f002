"""The pages that list every warning of ``check``, drawn from the catalogue; run this file to draw them again."""

import re
from pathlib import Path

from outsourcing_model.case.cautions import IDLE, SUBJECTS
from outsourcing_model.wording import keys, say

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "checks.md", "fr": DOCS / "checks.fr.md"}
GROUPS = {**{subject: [rule.__name__ for rule in rules] for subject, rules in SUBJECTS.items()}, "acceptance": [IDLE]}


def said(rule: str, part: str, lang: str) -> str:
    """Return a part of a warning as a sentence, its figures left open."""
    text = re.sub(r"\{\w+\}", "…", keys("warning")[f"warning.{rule}.{part}"][lang])
    return f"{text[:1].upper()}{text[1:]}."


def entry(rule: str, lang: str) -> list[str]:
    """Return what the page says of one warning."""
    why, remedy = (say(f"caution.page.{part}", lang) for part in ("why", "remedy"))
    colon = "\u00a0:" if lang == "fr" else ":"
    return [
        f"### {say(f'warning.{rule}.title', lang)} `[{rule}]`", "",
        said(rule, "what", lang), "",
        f"- **{why}**{colon} {said(rule, 'why', lang)}",
        f"- **{remedy}**{colon} {said(rule, 'remedy', lang)}", "",
    ]  # fmt: skip


def page(lang: str) -> str:
    """Return the page in a language."""
    lines = [f"# {say('caution.page.title', lang)}", "", say("caution.page.intro", lang), ""]
    lines += ["```yaml", "accepted:", f"  volume_cliff: {say('caution.page.example', lang)}", "```", ""]
    lines += [say("caution.page.law", lang), ""]
    for subject, rules in GROUPS.items():
        lines += [f"## {say(f'caution.subject.{subject}', lang)}", ""]
        for rule in rules:
            lines += entry(rule, lang)
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    for language, file in PAGES.items():
        file.write_text(page(language), encoding="utf-8")
