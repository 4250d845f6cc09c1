"""The stage that splits a report into sentences and words, and tells body from headline, caption and furniture."""

from rashomon.sentences.split import split_sentences

__all__ = ["split_sentences"]
