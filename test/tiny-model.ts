import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a tiny model is like. */
export interface TinyModel {
  /** Whether the vector of a token depends on the tokens before it and on the whole text. Default true. */
  readonly contextual?: boolean;
  /** Whole words it knows, in lower case without accents; all others are spelled out. */
  readonly words?: readonly string[];
  /** Products of two matrices of a million numbers that it works out for nothing: how slow it is. Default 0. */
  readonly products?: number;
  /** Whether it gives one logit a text instead of vectors, as rerankers do. Default false. */
  readonly reranker?: boolean;
  /** Weights under another name than `onnx/model_quantized.onnx`. */
  readonly weights?: string;
}

/** Numbers in each of its vectors. */
export const TINY_DIMENSION = 16;

/** Of the matrices of `products`. */
const SIDE = 1_000n;

const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];
const CHARACTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const PUNCTUATION = [...'.,:;!?\'"()-–—’«»…'];

/**
 * Writes a model that a hub could hold: a WordPiece tokenizer that puts a text between [CLS] and [SEP], and
 * an ONNX graph. Its vectors mean nothing, but the same words always get the same ones.
 */
export async function writeTinyModel(folder: string, model: TinyModel = {}): Promise<void> {
  const { contextual = true, words = [], products = 0, reranker = false } = model;
  const { weights = 'onnx/model_quantized.onnx' } = model;
  const inside = CHARACTERS.map((character) => `##${character}`);
  const vocabulary = [...new Set([...SPECIAL, ...CHARACTERS, ...inside, ...PUNCTUATION, ...words])];
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'config.json': JSON.stringify({ model_type: 'bert', hidden_size: TINY_DIMENSION }),
    'tokenizer_config.json': JSON.stringify({ tokenizer_class: 'BertTokenizer', model_max_length: 512 }),
    'tokenizer.json': JSON.stringify(tokenizerOf(vocabulary)),
    [weights]: graphOf(vocabulary.length, contextual, products, reranker),
  };
  await mkdir(join(folder, 'onnx'), { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}

function tokenizerOf(vocabulary: readonly string[]): object {
  const special = (content: string, id: number) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  const token = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map(special),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: true,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [token('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, token('[SEP]')],
      pair: [],
      special_tokens: Object.fromEntries(
        ['[CLS]', '[SEP]'].map((id) => [id, { id, ids: [SPECIAL.indexOf(id)], tokens: [id] }]),
      ),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
    },
  };
}

/**
 * An ONNX model, `input_ids` and `attention_mask` to `last_hidden_state`: the row of each token in a table
 * and, for a contextual one, the rows before it and those of the whole text, padding masked out.
 */
function graphOf(vocabulary: number, contextual: boolean, products: number, reranker: boolean): Uint8Array {
  const slow = products > 0;
  const states = reranker ? 'states' : 'last_hidden_state';
  const vectors = slow ? 'vectors' : states;
  const rows = [
    node('Gather', ['table', 'input_ids'], 'rows'),
    node('Cast', ['attention_mask'], 'mask', [['to', FLOAT]]),
    node('Unsqueeze', ['mask'], 'column', [['axes', [2]]]),
  ];
  const context = [
    node('Mul', ['rows', 'column'], 'masked'),
    node('CumSum', ['masked', 'axis'], 'before'),
    node('ReduceSum', ['masked'], 'whole', [['axes', [1]]]),
    node('Add', ['before', 'whole'], 'context'),
    node('Add', ['rows', 'context'], vectors),
  ];
  // The mask has a use here too: an input without one would not be declared.
  const plain = [node('Mul', ['rows', 'column'], vectors)];
  // Made of the mask, so that they cannot be worked out ahead; and all zero.
  const useless = [
    node('Cast', ['attention_mask'], 'seen', [['to', FLOAT]]),
    node('ReduceMin', ['seen'], 'least', [['keepdims', 0]]),
    node('Sub', ['least', 'least'], 'nothing'),
    node('Expand', ['nothing', 'square'], 'product0'),
    ...Array.from({ length: products }, (_, i) =>
      node('MatMul', [`product${i}`, 'product0'], `product${i + 1}`),
    ),
    node('ReduceMax', [`product${products}`], 'zero', [['keepdims', 0]]),
    node('Add', ['vectors', 'zero'], states),
  ];
  const logit = [
    node('ReduceSum', ['states'], 'sums', [
      ['axes', [2]],
      ['keepdims', 0],
    ]),
    node('ReduceMean', ['sums'], 'logits', [
      ['axes', [1]],
      ['keepdims', 1],
    ]),
  ];
  const ids: Dimensions = ['batch', 'length'];
  const graph = message(
    ...[...rows, ...(contextual ? context : plain), ...(slow ? useless : []), ...(reranker ? logit : [])].map(
      (bytes) => field(1, bytes),
    ),
    field(2, text('tiny')),
    field(5, tensor('table', FLOAT, [vocabulary, TINY_DIMENSION], randomTable(vocabulary * TINY_DIMENSION))),
    ...(contextual ? [field(5, tensor('axis', INT64, [], new BigInt64Array([1n])))] : []),
    ...(slow ? [field(5, tensor('square', INT64, [2], new BigInt64Array([SIDE, SIDE])))] : []),
    field(11, value('input_ids', INT64, ids)),
    field(11, value('attention_mask', INT64, ids)),
    field(
      12,
      reranker
        ? value('logits', FLOAT, ['batch', 1])
        : value('last_hidden_state', FLOAT, [...ids, TINY_DIMENSION]),
    ),
  );
  const opset = message(field(1, text('')), number(2, 12));
  return message(number(1, 7), field(7, graph), field(8, opset));
}

/** Numbers between -1 and 1, always the same. */
function randomTable(length: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    // Park and Miller's generator (1988).
    state = (state * 48_271) % 2_147_483_647;
    return (2 * state) / 2_147_483_647 - 1;
  });
}

// What follows writes the messages of onnx.proto3, by their field numbers.

const FLOAT = 1;
const INT64 = 7;
type Dimensions = (string | number)[];

function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: readonly (readonly [name: string, value: number | readonly number[]])[] = [],
): Uint8Array {
  return message(
    ...inputs.map((input) => field(1, text(input))),
    field(2, text(output)),
    field(4, text(operator)),
    ...attributes.map(([name, given]) =>
      field(
        5,
        typeof given === 'number'
          ? message(field(1, text(name)), number(3, given), number(20, 2))
          : message(field(1, text(name)), ...given.map((one) => number(8, one)), number(20, 7)),
      ),
    ),
  );
}

function tensor(
  name: string,
  type: number,
  dimensions: readonly number[],
  values: Float32Array | BigInt64Array,
): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return message(
    ...dimensions.map((dimension) => number(1, dimension)),
    number(2, type),
    field(8, text(name)),
    field(9, bytes),
  );
}

function value(name: string, type: number, dimensions: Dimensions): Uint8Array {
  const shape = message(
    ...dimensions.map((dimension) =>
      field(1, typeof dimension === 'number' ? number(1, dimension) : field(2, text(dimension))),
    ),
  );
  return message(
    field(1, text(name)),
    field(2, message(field(1, message(number(1, type), field(2, shape))))),
  );
}

/** Base-128 of a whole number, as protocol buffers write it. */
function varint(given: number): Uint8Array {
  const bytes: number[] = [];
  let rest = given;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Uint8Array.from([...bytes, rest]);
}

function number(id: number, given: number): Uint8Array {
  return message(varint(id * 8), varint(given));
}

function field(id: number, bytes: Uint8Array): Uint8Array {
  return message(varint(id * 8 + 2), varint(bytes.length), bytes);
}

function message(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}

function text(given: string): Uint8Array {
  return Buffer.from(given);
}
