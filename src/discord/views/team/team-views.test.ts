import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyQuote } from '../../../../test/any-quote.js';
import { fuzzRuns } from '../../../../test/damage.js';
import { checkedMessage } from '../../../../test/discord/validate-message.js';
import { anyText } from '../../../../test/hostile-text.js';
import { LANGUAGES } from '../../../corpus/document.js';
import { phrasesFor } from '../../../i18n/phrases.js';
import { type Draft, OUTCOMES, REASONS, type SentQuestion, type Vote } from '../../../store/store.js';
import { SHARED_OPTIONS, type View } from '../view.js';
import { overviewView } from './overview.js';
import { postView } from './post.js';
import { privacyView } from './privacy.js';
import { toldView } from './told.js';

const anyId = fc.bigInt({ min: 10n ** 17n, max: 10n ** 19n }).map(String);
const anyTime = fc
  .date({ min: new Date('2000'), max: new Date('2100'), noInvalidDate: true })
  .map((date) => date.toISOString());
const anyQuestion: fc.Arbitrary<SentQuestion> = fc.record({
  id: fc.stringMatching(/^[\w-]{8}$/),
  guild: anyId,
  asker: anyId,
  isNamed: fc.boolean(),
  text: anyText.map((text) => text.slice(0, 1000)),
  language: fc.constantFrom(...LANGUAGES),
  passages: fc.constant([]),
  channel: anyId,
  reply: fc.option(anyId),
  tell: fc.constantFrom('thread', 'direct'),
  askedAt: anyTime,
  post: fc.constant(null),
  closed: fc.option(
    fc.record({
      outcome: fc.constantFrom(...OUTCOMES),
      at: anyTime,
      by: fc.option(anyId),
      with: fc.constant(null),
    }),
  ),
});
const anyVote: fc.Arbitrary<Vote> = fc.record({
  guild: anyId,
  place: fc.record({ channel: anyId, message: anyId }),
  voter: anyId,
  passage: fc.stringMatching(/^[\w-]{7}$/),
  votedAt: anyTime,
  down: fc.record({
    reason: fc.constantFrom(...REASONS),
    note: anyText.map((text) => text.slice(0, 500)),
    question: anyText.map((text) => text.slice(0, 1000)),
  }),
});
const anyPage = fc.record({
  path: fc.stringMatching(/^answers\/[a-z0-9-]{1,60}$/),
  guild: anyId,
  title: anyText.map((text) => text.slice(0, 100)),
  author: fc.option(anyId),
  verifiedAt: anyTime,
  reviewOn: fc.constant('2026-03-01'),
});
const anyDraft: fc.Arbitrary<Draft> = fc.record({
  id: fc.stringMatching(/^[\w-]{8}$/),
  guild: anyId,
  author: anyId,
  action: fc.constantFrom('add', 'replace', 'remove', 'undo'),
  path: anyText.map((text) => text.slice(0, 300)),
  file: fc.constant(null),
  undoes: fc.constant(null),
  preparedAt: anyTime,
});
const anyPhrases = fc.constantFrom(...LANGUAGES).map(phrasesFor);

/** Sends a message to the stand-in for Discord, which refuses what Discord does. */
function taken(view: View): void {
  const sent: unknown = JSON.parse(JSON.stringify({ ...view, flags: SHARED_OPTIONS.flags }));
  expect(() => checkedMessage(sent, 'channel')).not.toThrow();
}

describe('what a team is shown is a message that Discord takes', () => {
  it('a question, whatever was asked and is near', () => {
    const questions = fc.uniqueArray(anyQuestion, { selector: ({ id }) => id, minLength: 1, maxLength: 10 });
    const quotes = fc.array(anyQuote, { maxLength: 3 });
    fc.assert(
      fc.property(questions, quotes, fc.option(anyId), anyPhrases, (asked, near, role, phrases) => {
        taken(postView({ questions: asked, quotes: near, role }, phrases));
      }),
      fuzzRuns(50),
    );
  });

  it('what needs it, however much', () => {
    const groups = fc.uniqueArray(fc.array(anyQuestion, { minLength: 1, maxLength: 10 }), {
      selector: ([first]) => first?.id,
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        groups,
        fc.array(anyVote, { maxLength: 8 }),
        fc.uniqueArray(anyPage, { maxLength: 4, selector: ({ path }) => path }),
        fc.uniqueArray(anyDraft, { maxLength: 3, selector: ({ id }) => id }),
        anyPhrases,
        (...drawn) => {
          const [asked, votes, pages, drafts, phrases] = drawn;
          taken(overviewView({ groups: asked, votes, pages, drafts, isStale: true }, phrases));
        },
      ),
      fuzzRuns(25),
    );
  });

  it('what became of a question, and what is kept of a person', () => {
    fc.assert(
      fc.property(anyQuestion, anyQuote, anyText, anyPhrases, (question, quote, where, phrases) => {
        taken(toldView(question, { how: 'answered', quote }, phrases));
        taken(toldView(question, { how: 'elsewhere', where }, phrases));
      }),
      fuzzRuns(25),
    );
    const most = { minLength: 1, maxLength: 30 };
    fc.assert(
      fc.property(
        fc.array(anyQuestion, most),
        fc.array(anyVote, most),
        anyPhrases,
        (questions, votes, phrases) => {
          const data = {
            questions,
            votes,
            pages: [],
            closed: 3,
            drafts: [],
            changes: [],
            cards: 3,
            tour: { step: 2, leftAt: '' },
          };
          taken(privacyView(data, 90, phrases));
        },
      ),
      fuzzRuns(20),
    );
  });
});
