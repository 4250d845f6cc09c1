"""The language model's claims are believed only where the text bears them out; a local server plays the model."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from rashomon.errors import BadSettings
from rashomon.extractors.chat import Chat, ChatFailed, from_environment
from rashomon.extractors.prompted import PromptedExtractor
from rashomon.records import Claim, Mention, Quantity, Report, Sentence

TEXT = "Rockets killed four guards in Arvad on Monday, the council said."
REPORT = Report(id="r1", source="a.txt", text=TEXT, sha256="")
SENTENCES = (Sentence(report="r1", index=0, start=0, end=len(TEXT)),)
FOUR = Quantity(text="four", start=15, end=19, low=4, high=4)
MENTIONS = (Mention(report="r1", start=15, end=19, text="four", kind="quantity", sentence=0, quantity=FOUR),)
GOOD: dict[str, Any] = {
    "sentence": 0,
    "trigger": "killed",
    "kind": "casualties",
    "actor": [],
    "target": ["four guards"],
    "instrument": ["Rockets"],
    "place": ["Arvad"],
    "recipient": [],
    "time": "Monday",
    "count": "four",
    "voices": [{"speaker": "the council", "cue": "said"}],
    "polarity": "affirmed",
    "modality": "asserted",
}


class Model(HTTPServer):
    """Answers each request with the next of `replies`: a text, a status, or a number of seconds to sleep first."""

    replies: list[Any]
    asked: int = 0


class Handler(BaseHTTPRequestHandler):
    server: Model

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        reply = self.server.replies[min(self.server.asked, len(self.server.replies) - 1)]
        self.server.asked += 1
        if isinstance(reply, float):
            time.sleep(reply)
            reply = 503
        self.send_response(reply if isinstance(reply, int) else 200)
        self.end_headers()
        if isinstance(reply, str):
            self.wfile.write(json.dumps({"choices": [{"message": {"content": reply}}]}).encode())

    def log_message(self, *_: Any) -> None:
        """Keep the tests' output quiet."""


@pytest.fixture
def model() -> Iterator[Model]:
    server = Model(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def chat(model: Model, **more: Any) -> Chat:
    return Chat(url=f"http://127.0.0.1:{model.server_port}", model="m", pause=0.0, **more)


def claims(model: Model, *raw: Any, **more: Any) -> list[Claim]:
    model.replies = [json.dumps({"claims": list(raw)})]
    return list(PromptedExtractor(chat(model, **more)).extract(REPORT, SENTENCES, MENTIONS))


def test_a_claim_that_stands_in_the_text_is_believed(model: Model) -> None:
    (claim,) = claims(model, GOOD)
    assert claim.trigger is not None
    assert TEXT[claim.trigger.start : claim.trigger.end] == "killed"
    assert (claim.target[0].text, claim.voices[0].cue, claim.quantities) == ("four guards", "said", (FOUR,))


@pytest.mark.parametrize(
    "invented",
    [
        {"trigger": "slaughtered"},
        {"kind": "miracle"},
        {"sentence": 7},
        {"count": "fourteen"},
        {"count": "guards"},
        {"modality": "certain"},
    ],
)
def test_an_invented_claim_is_left_out(model: Model, invented: dict[str, Any]) -> None:
    assert claims(model, GOOD | invented) == []


def test_an_invented_filler_is_left_out_and_the_claim_stays(model: Model) -> None:
    (claim,) = claims(model, GOOD | {"actor": ["the rebels"], "voices": [{"speaker": "the mayor", "cue": "said"}]})
    assert (claim.actor, claim.voices) == ((), ())


@pytest.mark.parametrize("nonsense", ["not json", '{"claims": 3}', "[]", '{"claims": [1, null, {"sentence": "x"}]}'])
def test_nonsense_gives_no_claim(model: Model, nonsense: str) -> None:
    model.replies = [nonsense]
    extractor = PromptedExtractor(chat(model))
    if nonsense == "not json":
        with pytest.raises(ChatFailed, match="not the JSON"):
            list(extractor.extract(REPORT, SENTENCES, MENTIONS))
    else:
        assert list(extractor.extract(REPORT, SENTENCES, MENTIONS)) == []


def test_a_passing_fault_is_tried_again(model: Model) -> None:
    model.replies = [503, json.dumps({"claims": [GOOD]})]
    assert len(list(PromptedExtractor(chat(model)).extract(REPORT, SENTENCES, MENTIONS))) == 1


def test_a_slow_model_is_given_up(model: Model) -> None:
    model.replies = [0.6]
    with pytest.raises(ChatFailed, match="no answer"):
        chat(model, seconds=0.1, retries=0).answer("", "", {})


def test_a_refusal_is_not_tried_again(model: Model) -> None:
    model.replies = [401]
    with pytest.raises(ChatFailed, match="401"):
        chat(model).answer("", "", {})
    assert model.asked == 1


def test_the_budget_holds(model: Model) -> None:
    model.replies = [503]
    with pytest.raises(ChatFailed, match="budget"):
        chat(model, requests=2, retries=5).answer("", "", {})
    assert model.asked == 2


def test_an_address_must_be_set() -> None:
    with pytest.raises(BadSettings, match="RASHOMON_LLM_URL"):
        from_environment({})
    with pytest.raises(BadSettings, match="a number"):
        from_environment({"RASHOMON_LLM_URL": "u", "RASHOMON_LLM_MODEL": "m", "RASHOMON_LLM_SECONDS": "soon"})
