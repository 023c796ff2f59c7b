"""python3 -m training.reader.split DATA : puts the documents that judge and those that calibrate into `evaluation/`, by `data.split_of`."""
import json
import os
import sys

from . import data

FOLDERS = {'unseen': 'unseen', 'dev': 'calibration'}
EVALUATION = os.path.join(os.path.dirname(__file__), '..', '..', 'evaluation')


def main(folder):
    found = {}
    for kind in data.KINDS:
        for line in data.lines_of(folder, kind):
            split = data.split_of(line['doc'])
            if split in FOLDERS:
                name = 'real' if kind == 'real' else 'written'
                found.setdefault((FOLDERS[split], name), []).append(line)
    for (split, name), lines in found.items():
        os.makedirs(os.path.join(EVALUATION, split), exist_ok=True)
        with open(os.path.join(EVALUATION, split, f'{name}.jsonl'), 'w', encoding='utf-8') as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + '\n' for line in lines)
        print(split, name, len(lines), 'documents')


if __name__ == '__main__':
    main(sys.argv[1])
