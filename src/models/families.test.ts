import { expect, it } from 'vitest';
import { usageOf } from './families.js';

const PLAIN = { queryPrefix: '', passagePrefix: '', pooling: 'mean', maxTokens: 512 };

it.each([
  ['Xenova/multilingual-e5-small', { queryPrefix: 'query: ', passagePrefix: 'passage: ' }],
  ['intfloat/e5-base-v2', { queryPrefix: 'query: ', passagePrefix: 'passage: ' }],
  ['/models/multilingual-e5-large', { queryPrefix: 'query: ', passagePrefix: 'passage: ' }],
  [
    'intfloat/multilingual-e5-large-instruct',
    {
      queryPrefix:
        'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ',
    },
  ],
  ['Xenova/bge-m3', { pooling: 'cls', maxTokens: 8192 }],
  [
    'Xenova/bge-small-en-v1.5',
    { queryPrefix: 'Represent this sentence for searching relevant passages: ', pooling: 'cls' },
  ],
  ['BAAI/bge-large-zh', { pooling: 'cls' }],
  ['Xenova/all-MiniLM-L6-v2', { maxTokens: 256 }],
  ['Xenova/paraphrase-multilingual-MiniLM-L12-v2', { maxTokens: 128 }],
  ['onnx-community/gte-multilingual-base', { pooling: 'cls', maxTokens: 8192 }],
  ['Xenova/gte-small', {}],
  ['Xenova/LaBSE', { pooling: 'cls', maxTokens: 256 }],
  ['someone/unheard-of', {}],
  ['someone/mode5-large', {}],
])('%s is used as its card says', (id, differs) => {
  expect(usageOf(id)).toEqual({ ...PLAIN, ...differs });
});
