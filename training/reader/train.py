"""The loop: rounds of questions drawn anew, batches of whole questions, a loss of three parts."""
import bisect
import math
import os
import random
import time

import torch
import torch.nn.functional as F

from . import data
from .encoding import Encoder
from .model import Reader

# Share of each round that a set gives: how often a question of it is drawn.
SHARES = {'a': 0.2, 'd': 0.8, 'e': 0.8, 'r': 0.8, 'f': 1.0, 'piaf': 0.2}
# Tokens of a batch, questions of a round.
TOKENS, ROUND = 3072, 1000
# Weight of the order within a question's passages, and of the answering words, beside that of "it answers".
ORDER, SPAN = 0.3, 0.4
# Half precision where the processor multiplies it fast.
HALF = torch.cuda.is_available() or torch.backends.cpu.get_cpu_capability() == 'AVX512'


def set_of(name):
    numbered = data.SET.match(name)
    return numbered[1] if numbered else 'piaf' if name.startswith('piaf ') else 'a'


def draw_round(folder, rng):
    """Questions of one round, each a list of (question, pairs); files are read anew, so that what is added is learned."""
    documents = [d for d in data.read_documents(folder) if data.split_of(d.name) == 'train']
    piaf = data.read_piaf(os.path.join(folder, 'sources', 'piaf_train.jsonl.gz'))
    documents += [data.cut_article(title, paragraphs, rng) for title, paragraphs in piaf.items()]
    likeness = likeness_of(documents)
    chosen = [(d, q) for d in documents for q in d.questions if rng.random() < SHARES[set_of(d.name)]]
    rng.shuffle(chosen)
    return [data.draw(d, q, likeness, rng) for d, q in chosen[:ROUND]], len(chosen)


def likeness_of(documents):
    passages = [(p, d.name) for d in documents for each in d.passages.values() for p in each]
    return data.Likeness([p for p, _ in passages], [name for _, name in passages])


def batches(questions, encoder, rng):
    """Batches of questions, each a list of groups of encoded pairs; questions of like length together."""
    groups = []
    for question, pairs in questions:
        group = [row for row in (encoder.pair(question, pair) for pair in pairs) if row]
        if group:
            groups.append(group)
    groups.sort(key=lambda group: max(len(row.ids) for row in group) + 20 * rng.random())
    found, current, tokens = [], [], 0
    for group in groups:
        size = sum(len(row.ids) for row in group)
        if current and tokens + size > TOKENS:
            found.append(current)
            current, tokens = [], 0
        current.append(group)
        tokens += size
    if current:
        found.append(current)
    rng.shuffle(found)
    return found


def some_batches(folder, tokenizer, seed, questions=40):
    """(ids, mask) of a few training questions, a batch each: what the graph's channels are measured on."""
    encoder, rng = Encoder(tokenizer), random.Random(seed)
    drawn, _ = draw_round(folder, rng)
    encoded = ([row for row in (encoder.pair(question, pair) for pair in pairs) if row] for question, pairs in drawn[:questions])
    return [encoder.batch(rows) for rows in encoded if rows]


def loss_of(model, encoder, groups, device):
    rows = [row for group in groups for row in group]
    ids, mask = encoder.batch(rows)
    with torch.autocast(device, torch.bfloat16, enabled=HALF):
        logits, span = model(ids.to(device), mask.to(device))
    logits, span = logits.float(), span.float()
    wanted = torch.tensor([float(row.answers) for row in rows], device=device)
    loss = F.binary_cross_entropy_with_logits(logits, wanted)
    at, orders = 0, []
    for group in groups:
        right = [i for i, row in enumerate(group) if row.answers]
        if right and len(group) > 1:
            orders.append(F.cross_entropy(logits[at : at + len(group)][None], torch.tensor(right[:1], device=device)))
        at += len(group)
    if orders:
        loss = loss + ORDER * torch.stack(orders).mean()
    offset, spans = 0, []
    for row in rows:
        if row.span:
            window = span[offset + row.first : offset + row.first + row.count]
            target = torch.tensor(row.span, device=device) - row.first
            spans.append(F.cross_entropy(window.T, target))
        offset += len(row.ids)
    if spans:
        loss = loss + SPAN * torch.stack(spans).mean()
    return loss


def figures(model, encoder, documents, device):
    """On documents kept aside: AUC, share of answers above nine tenths of the rest, right first, words exact."""
    rng, likeness = random.Random(3), likeness_of(documents)
    model.eval()
    yes, no, exact, first, asked = [], [], 0, 0, 0
    asked_of = [(d, q) for d in documents for q in d.questions]
    questions = [data.draw(d, q, likeness, rng, 5) for d, q in rng.sample(asked_of, min(400, len(asked_of)))]
    with torch.no_grad():
        for groups in batches(questions, encoder, rng):
            rows = [row for group in groups for row in group]
            ids, mask = encoder.batch(rows)
            with torch.autocast(device, torch.bfloat16, enabled=HALF):
                logits, span = model(ids.to(device), mask.to(device))
            logits, span, at, offset = logits.float().tolist(), span.float(), 0, 0
            for group in groups:
                mine = logits[at : at + len(group)]
                at += len(group)
                for row, logit in zip(group, mine):
                    (yes if row.answers else no).append(logit)
                    if row.span:
                        window = span[offset + row.first : offset + row.first + row.count]
                        exact += (window.argmax(0).cpu() + row.first).tolist() == list(row.span)
                    offset += len(row.ids)
                if any(row.answers for row in group):
                    asked += 1
                    first += group[mine.index(max(mine))].answers
    model.train()
    no.sort()
    auc = sum(bisect.bisect_left(no, y) for y in yes) / len(yes) / len(no)
    above = sum(y > no[int(0.9 * len(no))] for y in yes) / len(yes)
    return f'kept aside: AUC {auc:.4f}, above nine tenths {above:.3f}, first {first / asked:.3f} of {asked}, words exact {exact / len(yes):.3f}'


def train(folder, weights, tokenizer, out, minutes, rate=1e-4, seed=1, layers=12):
    """Trains for so many minutes and leaves the weights of what learned in `out`."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    device = 'cuda' if torch.cuda.is_available() else 'cpu'
    encoder = Encoder(tokenizer)
    model = Reader(encoder.tokenizer.get_vocab_size(), layers=layers)
    missing = model.load_state_dict(weights, strict=False)
    print('begins anew:', missing.missing_keys or 'nothing', flush=True)
    model.to(device).train()
    learning = model.learning()
    optimiser = torch.optim.AdamW(
        [
            {'params': [p for _, p in learning if p.ndim > 1], 'weight_decay': 0.01},
            {'params': [p for _, p in learning if p.ndim == 1], 'weight_decay': 0.0},
        ],
        lr=rate,
        betas=(0.9, 0.98),
    )
    began, step, seen, losses, saved = time.monotonic(), 0, 0, [], 0.0
    share = 0.0
    while share < 1:
        questions, whole = draw_round(folder, rng)
        for groups in batches(questions, encoder, rng):
            share = (time.monotonic() - began) / (60 * minutes)
            if share >= 1:
                break
            for group in optimiser.param_groups:
                group['lr'] = rate * min(1, share / 0.04) * max(0.01, 1 - share)
            loss = loss_of(model, encoder, groups, device)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for _, p in learning], 1.0)
            optimiser.step()
            step += 1
            seen += sum(len(group) for group in groups)
            losses.append(loss.item())
            if step % 100 == 0:
                print(f'{share * minutes:.1f} min, step {step}, {seen} pairs, loss {sum(losses[-100:]) / 100:.4f}', flush=True)
        print(f'round of {len(questions)} out of {whole} questions', flush=True)
        if share - saved > 0.15 or share >= 1:
            saved = share
            documents = [d for d in data.read_documents(folder) if data.split_of(d.name) == 'dev']
            print(figures(model, encoder, documents, device), flush=True)
            torch.save({name: p.detach().cpu().half() for name, p in model.state_dict().items()}, out)
    return model
