"""Texts with their tokens and the places of these, by which the tests know that the search counts tokens as training does.

python3 -m training.reader.sample TOKENIZER.json TEXTS.txt OUT.jsonl : a text a line in, {"text", "ids", "places"} a line out; places are offsets in
UTF-16 code units, as JavaScript counts them.
"""
import json
import sys

from .encoding import Encoder


def utf16(text, at):
    return len(text[:at].encode('utf-16-le')) // 2


def main(tokenizer, texts, out):
    encoder = Encoder(tokenizer)
    with open(out, 'w', encoding='utf-8') as file:
        for line in open(texts, encoding='utf-8'):
            text = json.loads(line)
            encoded = encoder.tokens(text)
            # The mark before a word is the space there for the tokenizer, and nothing for us; alone it stands nowhere.
            starts = [a + (len(text[a:b]) - len(text[a:b].lstrip())) for a, b in encoded.offsets]
            ends = [a if token == '▁' else b for a, (_, b), token in zip(starts, encoded.offsets, encoded.tokens)]
            places = [[utf16(text, a), utf16(text, b)] for a, b in zip(starts, ends)]
            file.write(json.dumps({'text': text, 'ids': encoded.ids, 'places': places}, ensure_ascii=False) + '\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
