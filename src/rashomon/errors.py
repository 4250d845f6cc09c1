"""The errors that Rashomon raises, and the catalogue of messages with their codes.

RashomonError
├── BadInput        R1xx  a text or file that cannot be read; becomes a Failure record, the rest goes on
├── BadSettings     R2xx  a setting or option that is wrong; stops before the run starts
├── MissingExtra    R3xx  a package that is not installed; the message says how to install it
├── EngineError     R4xx  a model that is missing, cut short or of another version
├── BadGazetteer    R5xx  a list of places or actors that cannot be loaded
├── BadDecision     R6xx  a judgement that cannot be recorded
└── BadDossier      R7xx  a file that holds no dossier, or that another run is writing
"""

from __future__ import annotations

CATALOGUE: dict[str, str] = {
    "R101": "no such file or folder: {path}; check the spelling, or name a folder that holds the reports",
    "R102": "no permission to read {path}; change its permissions or copy it to where you may read",
    "R103": "{path} is empty; remove it or put the report's text into it",
    "R104": "{path} is binary, not text; Rashomon reads .txt, .md, .html, .json and .jsonl",
    "R105": "{path} is in no encoding that Rashomon knows (tried {tried}); save it as UTF-8",
    "R106": "{path}, line {line}: not a JSON object with a field 'text' ({reason}); correct it, the others were read",
    "R107": "{path}: no text could be taken out of the page; save the article's text as .txt",
    "R108": "{path}: written in {language}, which the engine does not read; its names and numbers alone are listed",
    "R109": "{path}: characters {start} to {end} hold no words that could be read ({reason})",
    "R110": "nothing to read: {path} holds no .txt, .md, .html, .json or .jsonl file",
    "R111": "{path}: longer than {limit} characters; the first {limit} were read, split the file to read the rest",
    "R112": "{path}: the date {value!r} is none, could be two, or lies ahead; it was left out, write it as YYYY-MM-DD",
    "R113": "{path}: the stage failed on this report ({reason}); the others were read, please tell us",
    "R114": "{path}: {reason}",
    "R115": "{path}: a report as {suffix} is not read; save it as .txt or move it elsewhere",
    "R116": "{path}: cannot be read ({reason}); copy it to where you may read",
    "R117": "{path}: {count} characters could not be read as {encoding} and stand as \ufffd; save the file as UTF-8",
    "R201": "unknown setting {name!r}; did you mean {nearest!r}?",
    "R202": "{name} must be {allowed}, not {value!r}",
    "R203": "unknown {dock} {name!r}; there are: {available}",
    "R204": "the chain is broken: {stage} requires {need}, which no earlier stage yields",
    "R301": "{feature} needs the package {package}; install it with: pip install 'rashomon[{extra}]'",
    "R401": "the engine's model is missing at {path}; reinstall Rashomon, or make the model with training/",
    "R402": "the engine's model at {path} is damaged (its hash is not the one on its card); reinstall Rashomon",
    "R403": "the engine's model at {path} is of version {found}, this Rashomon reads version {expected}",
    "R404": "a process that read reports was ended, most often for want of memory, or since the calling program lacks"
    ' `if __name__ == "__main__":`; run again with --workers 1',
    "R501": "{path}: no column {column!r}; there are: {available}",
    "R502": "{path}: {reason}",
    "R503": "no index of places could be written in {folder} ({reason}); what was there is unchanged; free some space"
    " there, or name another folder in RASHOMON_CACHE",
    "R601": "{reason}",
    "R701": "{path} is another kind of file, not a dossier of Rashomon's; name a new file to keep the dossier in",
    "R702": "{path} cannot be used now ({reason}); wait until the other run is done, or name another file",
    "R703": "{path}: the dossier could not be used ({reason}); it was set aside as {aside} and begun anew, "
    "with the reports given now; name the others again",
}


class RashomonError(Exception):
    """Base of all errors; `code` is the key of the message in `CATALOGUE`, `message` the filled sentence."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.message = CATALOGUE[code].format(**values)
        super().__init__(f"{code}: {self.message}")

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error of a worker process reach the one that waits for it."""
        return _again, (type(self), self.code, self.message)


def _again(kind: type[RashomonError], code: str, message: str) -> RashomonError:
    error = kind.__new__(kind)
    error.code, error.message, error.args = code, message, (f"{code}: {message}",)
    return error


class BadInput(RashomonError):
    """A text or file that cannot be read."""


class BadSettings(RashomonError):
    """A setting or option that is wrong."""


class MissingExtra(RashomonError):
    """A package that is not installed."""


class EngineError(RashomonError):
    """A model that is missing, damaged or of another version."""


class BadGazetteer(RashomonError):
    """A list of places or actors that cannot be loaded."""


class BadDecision(RashomonError):
    """A judgement that cannot be recorded."""


class BadDossier(RashomonError):
    """A file that holds no dossier, or that another run is writing."""
