"""Asks a language model behind any OpenAI-compatible address, with a time limit, retries and a budget of requests."""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from rashomon.errors import BadSettings

ADDRESS, MODEL, KEY = "RASHOMON_LLM_URL", "RASHOMON_LLM_MODEL", "RASHOMON_LLM_KEY"
LIMITS = {"RASHOMON_LLM_REQUESTS": "200", "RASHOMON_LLM_SECONDS": "60", "RASHOMON_LLM_RETRIES": "2"}


class ChatFailed(Exception):
    """No usable answer came: the address, the limit or the answer was at fault; the message says which."""


class Chat(msgspec.Struct):
    """One model at one address. `requests` is how many more may be sent, `seconds` the limit of each."""

    url: str
    model: str
    key: str = ""
    requests: int = 200
    seconds: float = 60.0
    retries: int = 2
    pause: float = 1.0

    def answer(self, system: str, question: str, schema: Mapping[str, Any]) -> Any:
        """Return the model's answer as JSON that it was asked to shape by `schema`; the caller checks it.

        Raises ChatFailed when the budget is spent, every try failed, or the answer is not JSON.
        """
        messages = [{"role": "system", "content": system}, {"role": "user", "content": question}]
        shape = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": schema}}
        body = {"model": self.model, "messages": messages, "response_format": shape, "temperature": 0, "seed": 0}
        reply = self._post(json.dumps(body).encode())
        try:
            return json.loads(reply["choices"][0]["message"]["content"])
        except (KeyError, IndexError, TypeError, ValueError) as wrong:
            raise ChatFailed(f"the model's answer is not the JSON that was asked for ({wrong})") from wrong

    def _post(self, body: bytes) -> Any:
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = urllib.request.Request(f"{self.url.rstrip('/')}/chat/completions", body, headers)
        reason = ""
        for attempt in range(self.retries + 1):
            if self.requests <= 0:
                raise ChatFailed("the budget of requests is spent (RASHOMON_LLM_REQUESTS)")
            self.requests -= 1
            try:
                with urllib.request.urlopen(request, timeout=self.seconds) as reply:
                    return json.load(reply)
            except (OSError, ValueError) as wrong:
                reason = f"{type(wrong).__name__}: {wrong}"
                if isinstance(wrong, urllib.error.HTTPError) and wrong.code < 500 and wrong.code != 429:
                    break
                time.sleep(self.pause * 2**attempt)
        raise ChatFailed(f"no answer from {self.url} ({reason})")


def from_environment(environment: Mapping[str, str] = os.environ) -> Chat:
    """Return the model that the environment names. Raises BadSettings R202 when the address or model is not set."""
    for name in (ADDRESS, MODEL):
        if not environment.get(name):
            raise BadSettings("R202", name=name, allowed="set in the environment for a language model", value="")
    requests, seconds, retries = (_number(environment, name) for name in LIMITS)
    return Chat(
        url=environment[ADDRESS],
        model=environment[MODEL],
        key=environment.get(KEY, ""),
        requests=int(requests),
        seconds=seconds,
        retries=int(retries),
    )


def _number(environment: Mapping[str, str], name: str) -> float:
    value = environment.get(name, LIMITS[name])
    try:
        return float(value)
    except ValueError:
        raise BadSettings("R202", name=name, allowed="a number", value=value) from None


def words(names: Sequence[str]) -> dict[str, Any]:
    """Return the JSON schema of one of these words."""
    return {"type": "string", "enum": list(names)}
