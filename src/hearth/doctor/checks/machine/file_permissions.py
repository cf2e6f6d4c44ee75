"""D206, file-permissions."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.machine_facts import FileFact
from hearth.doctor.verdict import Standing, Verdict, unknown, well


@check("D206", "file-permissions")
def file_permissions(case: Case) -> Iterator[Verdict]:
    """
    D206 file-permissions: a file may not be read, or a program not be run.

    ## What it looks at
    Whether configuration and program are there, may be read, and whether the
    program has its execute bit.

    ## Thresholds
    None.

    ## What to do
    Give the program its execute bit (755) and make the configuration readable
    for the user that runs it.
    """
    facts = case.facts.machine
    if facts.files is None:
        why = facts.unlooked.get("files", "files were not looked at")
        yield unknown("permissions of files", why)
        return
    troubles = [(file, trouble) for file in facts.files if (trouble := _trouble(file))]
    for file, (title, command) in troubles:
        yield Verdict(
            standing=Standing.CAUSE,
            title=title,
            evidence=(f"{file.path} has the permissions {file.mode:o}",),
            remedy=f"As root: {command}",
            commands=(command,),
        )
    if facts.files and not troubles:
        yield well(
            "files may be read and programs be run", *(it.path for it in facts.files)
        )


def _trouble(file: FileFact) -> tuple[str, str] | None:
    if not file.is_there:
        return None  # whoever wants it says so
    if file.role == "program" and not file.mode & 0o111:
        return f"{file.path} has no execute bit", f"chmod 755 {file.path}"
    if not file.is_readable:
        return f"{file.path} may not be read", f"chmod u+r {file.path}"
    return None
