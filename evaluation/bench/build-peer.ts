// Builds one peer over a corpus, in a process of its own: reads it, embeds it where the peer wants vectors, and
// fills the peer. Tells the seconds that took, code and model loaded, and the memory
// held before, in millions of bytes, on file descriptor 3.
import { writeSync } from 'node:fs';
import { readCorpus } from '../../src/corpus/read.js';
import { openEmbedder } from '../../src/embedding/transformers.js';
import { embeddedText } from '../../src/index/build.js';
import { PEERS } from '../evaluate/peers.js';
import { loadPeer } from '../peers/load.js';

const [name, id = '', corpusFolder = '', cacheFolder = ''] = process.argv.slice(2);
const embedder = await openEmbedder({ id, cacheFolder });
const kind = PEERS.find((each) => each.name === name);
if (kind === undefined) throw new Error(`no such peer: ${name}`);
if (kind.packageName !== null) await loadPeer(kind.packageName);
const heldMB = process.memoryUsage.rss() / 1e6;
const started = performance.now();
const { passages } = await readCorpus(corpusFolder);
const vectors = kind.usesVectors ? await embedder.embedPassages(passages.map(embeddedText)) : [];
const none = new Float32Array();
await kind.open({ passages, vectorOf: (passage) => vectors[passage] ?? none }, embedder);
writeSync(3, `${(performance.now() - started) / 1_000}\n${heldMB}\n`);
