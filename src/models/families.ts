/** How a sequence of token vectors becomes one vector. */
export const POOLINGS = ['mean', 'cls', 'last'] as const;
export type Pooling = (typeof POOLINGS)[number];

/** What a model expects around its texts. */
export interface Usage {
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  readonly pooling: Pooling;
  /** Longest input, in tokens, special ones included. */
  readonly maxTokens: number;
}

const PLAIN: Usage = { queryPrefix: '', passagePrefix: '', pooling: 'mean', maxTokens: 512 };

/**
 * The usual families, first match wins. Prefixes, pooling and lengths are those of the model cards
 * (intfloat/multilingual-e5-*, BAAI/bge-*, sentence-transformers/*, thenlper/gte-*, Alibaba-NLP/gte-*).
 */
const FAMILIES: readonly (readonly [RegExp, Partial<Usage>])[] = [
  [
    /e5-.*instruct/i,
    {
      queryPrefix:
        'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ',
    },
  ],
  [/(^|[/_-])e5-/i, { queryPrefix: 'query: ', passagePrefix: 'passage: ' }],
  [/bge-m3/i, { pooling: 'cls', maxTokens: 8192 }],
  [
    /bge-.*-en/i,
    { queryPrefix: 'Represent this sentence for searching relevant passages: ', pooling: 'cls' },
  ],
  [/bge-/i, { pooling: 'cls' }],
  [/paraphrase-multilingual-minilm/i, { maxTokens: 128 }],
  [/minilm/i, { maxTokens: 256 }],
  [/gte-(multilingual|modernbert)/i, { pooling: 'cls', maxTokens: 8192 }],
  [/gte-/i, {}],
  [/labse/i, { pooling: 'cls', maxTokens: 256 }],
];

/** What the family of a model expects, by its name; mean pooling of 512 tokens for an unknown one. */
export function usageOf(modelId: string): Usage {
  const family = FAMILIES.find(([pattern]) => pattern.test(modelId));
  return { ...PLAIN, ...family?.[1] };
}
