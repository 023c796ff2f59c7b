import {
  AutoModel,
  AutoTokenizer,
  env,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  Tensor,
} from '@xenova/transformers';
import { z } from 'zod';
import { Failure, reasonOf } from '../failure.js';
import type { ModelFiles } from './hub.js';

// Files are found by `hub.ts`; the library only reads them. Its own cache would be looked at first and shadow them.
env.allowRemoteModels = false;
env.useFSCache = false;

/** A tensor that a model gave. */
export interface Output {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** A model and its tokenizer, open side by side with others. */
export interface Session {
  /** Token ids of a text, with the special tokens that the tokenizer puts around it. */
  encode(text: string): number[];
  /** Token ids of a text and what each stands for, without special tokens. */
  pieces(text: string): { readonly ids: number[]; readonly pieces: string[] };
  /** The id of a special token; undefined when the tokenizer has none of that name. */
  idOf(token: string): number | undefined;
  /** Longest input in tokens; infinite when the tokenizer does not say. */
  readonly longestInput: number;
  /**
   * Runs the model over sequences of ids, padded at the end to the longest of them.
   *
   * @param types segment of each token of each sequence; all 0 when absent
   */
  run(
    batch: readonly (readonly number[])[],
    types?: readonly (readonly number[])[],
  ): Promise<Readonly<Record<string, Output>>>;
}

const Outputs = z.record(
  z.string(),
  z.object({ dims: z.array(z.number()), data: z.instanceof(Float32Array) }),
);
const Pieces = z.array(z.string());
const Limit = z.object({ model_max_length: z.number().positive() });

/** The library is told where a model is by one setting for all of them: one at a time. */
let opening: Promise<unknown> = Promise.resolve();

/**
 * Opens the files of a model.
 *
 * @param id the model as the user named it, for errors
 * @throws Failure `model-broken` when they cannot be read as a model.
 */
export function openSession(id: string, files: ModelFiles): Promise<Session> {
  const opened = opening.then(async () => {
    env.localModelPath = `${files.root}/`;
    try {
      const [tokenizer, model] = await quietly(() =>
        Promise.all([
          AutoTokenizer.from_pretrained(files.name, { local_files_only: true }),
          AutoModel.from_pretrained(files.name, { local_files_only: true, quantized: files.quantized }),
        ]),
      );
      return sessionOf(tokenizer, model);
    } catch (error) {
      throw new Failure('model-broken', { model: id, reason: reasonOf(error) }, { cause: error });
    }
  });
  opening = opened.catch(() => undefined);
  return opened;
}

function sessionOf(tokenizer: PreTrainedTokenizer, model: PreTrainedModel): Session {
  // Some tokenizers say 1e30 for "none".
  const limit = Limit.safeParse(tokenizer);
  return {
    encode: (text) => tokenizer.encode(text),
    pieces(text) {
      const ids = tokenizer.encode(text, null, { add_special_tokens: false });
      return { ids, pieces: Pieces.parse(tokenizer.model.convert_ids_to_tokens(ids)) };
    },
    idOf: (token) => tokenizer.model.tokens_to_ids.get(token),
    longestInput: limit.success ? limit.data.model_max_length : Number.POSITIVE_INFINITY,
    run: (batch, types) => runModel(model, batch, types),
  };
}

/** The library prints stacks before it throws: what it throws says the same, once. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn, error } = console;
  console.warn = () => undefined;
  console.error = () => undefined;
  try {
    return await work();
  } finally {
    console.warn = warn;
    console.error = error;
  }
}

async function runModel(
  model: PreTrainedModel,
  batch: readonly (readonly number[])[],
  types?: readonly (readonly number[])[],
): Promise<Readonly<Record<string, Output>>> {
  const length = Math.max(...batch.map((ids) => ids.length));
  const size = batch.length * length;
  const [inputs, mask, segments] = [
    new BigInt64Array(size),
    new BigInt64Array(size),
    new BigInt64Array(size),
  ];
  for (const [row, ids] of batch.entries()) {
    for (const [i, id] of ids.entries()) {
      const at = row * length + i;
      inputs[at] = BigInt(id);
      mask[at] = 1n;
      segments[at] = BigInt(types?.[row]?.[i] ?? 0);
    }
  }
  const dims = [batch.length, length];
  const tensor = (data: BigInt64Array) => new Tensor('int64', data, dims);
  return Outputs.parse(
    await model.forward({
      input_ids: tensor(inputs),
      attention_mask: tensor(mask),
      ...(types && { token_type_ids: tensor(segments) }),
    }),
  );
}
