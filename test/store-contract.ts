import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Change,
  DEFAULT_SETTINGS,
  type NewDraft,
  type NewQuestion,
  OUTCOMES,
  type Store,
  type Vote,
} from '../src/store/store.js';

/** A question like any other. */
export const someQuestion: NewQuestion = {
  guild: 'g1',
  asker: 'ada',
  isNamed: true,
  text: 'Où est « l’écluse » ; et le moulin ?\n\t \ud83e\uddc2',
  language: 'fr',
  passages: ['mIll-_1', 'mIll-_2'],
  channel: 'c1',
  reply: 'r1',
  tell: 'thread',
  askedAt: '2026-03-01T10:00:00.000Z',
};

/** A vote down like any other. */
export const someVote: Vote = {
  guild: 'g1',
  place: { channel: 'c1', message: 'r1' },
  voter: 'ada',
  passage: 'mIll-_1',
  votedAt: '2026-03-01T10:00:00.000Z',
  down: { reason: 'date', note: 'De 1990…', question: 'Où ?' },
};

const someDraft: NewDraft = {
  guild: 'g1',
  author: 'ada',
  action: 'add',
  path: 'added/écluse.pdf',
  file: 'document.pdf',
  undoes: null,
  preparedAt: '2026-03-01T00:00:00.000Z',
};
const someChange: Omit<Change, 'undoneAt'> = {
  id: 'abcdefgh',
  guild: 'g1',
  author: 'ada',
  action: 'replace',
  path: 'added/écluse.pdf',
  kept: '2026-03-01T00-00-00.000Z',
  publishedAt: '2026-03-01T00:00:00.000Z',
};

const closing = { outcome: 'answered', at: '2026-03-02T10:00:00.000Z', by: 'lea' } as const;
const page = {
  path: 'answers/lock',
  guild: 'g1',
  title: 'The lock',
  author: 'lea',
  verifiedAt: '2026-03-02T10:00:00.000Z',
  reviewOn: '2027-03-01',
};

const tour = { step: 3, leftAt: '2026-03-02T10:00:00.000Z' };

/** What every store does, whatever it is made of. `open` gives an empty one each time. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('has settings for a server that has chosen none, and changes those named alone', async () => {
      expect(await store.settingsOf('g1')).toEqual(DEFAULT_SETTINGS);
      const changed = await store.changeSettings('g1', { teamChannel: 't1', pingsRole: true });
      expect(changed).toEqual({ ...DEFAULT_SETTINGS, teamChannel: 't1', pingsRole: true });
      await store.changeSettings('g1', { teamChannel: null, retentionDays: 7 });
      expect(await store.settingsOf('g1')).toEqual({
        ...DEFAULT_SETTINGS,
        pingsRole: true,
        retentionDays: 7,
      });
      expect(await store.settingsOf('g2')).toEqual(DEFAULT_SETTINGS);
    });

    it('gives a question back as it was sent, character for character', async () => {
      const id = await store.addQuestion(someQuestion);
      expect(id).toMatch(/^[\w-]{8}$/);
      expect(await store.question(id)).toEqual({ ...someQuestion, id, post: null, closed: null });
      await store.placeQuestion(id, { channel: 't1', message: 'm1' });
      expect((await store.question(id))?.post).toEqual({ channel: 't1', message: 'm1' });
      const bare = await store.addQuestion({ ...someQuestion, reply: null, passages: [], isNamed: false });
      expect(await store.question(bare)).toMatchObject({ reply: null, passages: [], isNamed: false });
      expect(await store.question('nosuchid')).toBeNull();
      await store.deleteQuestion(id);
      expect(await store.question(id)).toBeNull();
    });

    it('lists the open questions of a server, oldest first', async () => {
      const second = await store.addQuestion({ ...someQuestion, askedAt: '2026-03-02T00:00:00.000Z' });
      const first = await store.addQuestion(someQuestion);
      await store.addQuestion({ ...someQuestion, guild: 'g2' });
      const closed = await store.addQuestion(someQuestion);
      await store.closeQuestion(closed, closing);
      expect((await store.openQuestions('g1')).map(({ id }) => id)).toEqual([first, second]);
    });

    it.each(OUTCOMES)('closes a question as %s once: the first closing stands', async (outcome) => {
      const id = await store.addQuestion(someQuestion);
      expect(await store.closeQuestion(id, { ...closing, outcome, with: 'answers/lock' })).toBe(true);
      expect(await store.closeQuestion(id, { ...closing, outcome: 'solved', by: 'zoe' })).toBe(false);
      const { at, by } = closing;
      expect((await store.question(id))?.closed).toEqual({ outcome, at, by, with: 'answers/lock' });
      expect(await store.closeQuestion('nosuchid', closing)).toBe(false);
    });

    it('closes a question once, however many close it at the same moment', async () => {
      const id = await store.addQuestion(someQuestion);
      const tries = ['lea', 'zoe', 'tom'].map((by) => store.closeQuestion(id, { ...closing, by }));
      expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    });

    it('keeps one vote for a person and an answer: the last', async () => {
      await store.vote(someVote);
      await store.vote({ ...someVote, voter: 'tom' });
      expect(await store.openVotes('g1')).toEqual([someVote, { ...someVote, voter: 'tom' }]);
      await store.vote({ ...someVote, down: null });
      expect(await store.openVotes('g1')).toEqual([{ ...someVote, voter: 'tom' }]);
      expect((await store.dataOf('ada')).votes).toEqual([{ ...someVote, down: null }]);
    });

    it('puts away the votes down on an answer, until somebody votes it down again', async () => {
      await store.vote(someVote);
      await store.vote({ ...someVote, voter: 'tom' });
      expect(await store.resolveVotes('r1')).toBe(true);
      expect(await store.resolveVotes('r1')).toBe(false);
      expect(await store.openVotes('g1')).toEqual([]);
      await store.vote(someVote);
      expect(await store.openVotes('g1')).toEqual([someVote]);
    });

    it('knows which pages are due for review', async () => {
      await store.keepPage(page);
      await store.keepPage({ ...page, path: 'answers/never', reviewOn: null });
      await store.keepPage({ ...page, path: 'answers/other', guild: 'g2' });
      expect(await store.pagesToReview('g1', '2027-02-28')).toEqual([]);
      expect(await store.pagesToReview('g1', '2027-03-01')).toEqual([page]);
      await store.keepPage({ ...page, reviewOn: '2028-01-01' });
      expect(await store.pagesToReview('g1', '2027-03-01')).toEqual([]);
    });

    it('keeps where somebody left the tour, the last place alone, until they end it or 90 days later', async () => {
      expect(await store.tourOf('ada')).toBeNull();
      await store.keepTour('ada', { ...tour, step: 1 });
      await store.keepTour('ada', tour);
      await store.keepTour('tom', tour);
      expect(await store.tourOf('ada')).toEqual(tour);
      await store.endTour('ada');
      expect(await store.tourOf('ada')).toBeNull();
      await store.deleteExpired(new Date('2026-05-31T00:00:00.000Z'));
      expect(await store.tourOf('tom')).toEqual(tour);
      await store.deleteExpired(new Date('2026-06-01T00:00:00.000Z'));
      expect(await store.tourOf('tom')).toBeNull();
    });

    it('tells a person all it keeps of them, and forgets it, and them, at once', async () => {
      const own = await store.addQuestion(someQuestion);
      const other = await store.addQuestion({ ...someQuestion, asker: 'tom' });
      await store.closeQuestion(other, { ...closing, by: 'ada' });
      await store.vote(someVote);
      await store.keepPage({ ...page, author: 'ada' });
      const draft = await store.addDraft(someDraft);
      await store.keepChange(someChange);
      await store.keepTour('ada', tour);
      const kept = {
        questions: [{ ...someQuestion, id: own, post: null, closed: null }],
        votes: [someVote],
        pages: [{ ...page, author: 'ada' }],
        closed: 1,
        drafts: [{ ...someDraft, id: draft }],
        changes: [{ ...someChange, undoneAt: null }],
        cards: null,
        tour,
      };
      expect(await store.dataOf('ada')).toEqual(kept);
      expect(await store.forget('ada')).toEqual(kept);
      const nothing = {
        questions: [],
        votes: [],
        pages: [],
        closed: 0,
        drafts: [],
        changes: [],
        cards: null,
        tour: null,
      };
      expect(await store.dataOf('ada')).toEqual(nothing);
      expect(await store.forget('ada')).toEqual(nothing);
      expect(await store.question(own)).toBeNull();
      expect((await store.question(other))?.closed).toMatchObject({ outcome: 'answered', by: null });
      expect((await store.activity('')).pages).toEqual([{ ...page, author: null }]);
      expect(await store.changes('g1', 9)).toEqual([{ ...someChange, author: null, undoneAt: null }]);
      expect(JSON.stringify(await store.activity(''))).not.toContain('ada');
    });

    it('deletes what is older than its server keeps it', async () => {
      await store.changeSettings('g2', { retentionDays: 7 });
      const old = await store.addQuestion(someQuestion);
      const short = await store.addQuestion({
        ...someQuestion,
        guild: 'g2',
        askedAt: '2026-05-20T00:00:00.000Z',
      });
      const kept = await store.addQuestion({ ...someQuestion, askedAt: '2026-05-20T00:00:00.000Z' });
      await store.vote(someVote);
      await store.vote({ ...someVote, voter: 'tom', votedAt: '2026-05-20T00:00:00.000Z' });
      await store.keepPage(page);
      const expired = await store.deleteExpired(new Date('2026-05-31T00:00:00.000Z'));
      expect(expired.map(({ id }) => id).sort()).toEqual([old, short].sort());
      const { questions, votes, pages } = await store.activity('');
      expect(questions.map(({ id }) => id)).toEqual([kept]);
      expect(votes.map(({ voter }) => voter)).toEqual(['tom']);
      expect(pages).toEqual([page]);
      expect(await store.deleteExpired(new Date('2026-05-31T00:00:00.000Z'))).toEqual([]);
    });

    it('knows who may read a folder: the server that limits it first has the say', async () => {
      const limit = { path: 'hr', guild: 'g1', channels: ['c1', 'c2'], roles: [] };
      expect(await store.folderLimits()).toEqual([]);
      expect(await store.limitFolder(limit)).toBe(true);
      expect(await store.limitFolder({ ...limit, guild: 'g2', channels: ['c9'] })).toBe(false);
      expect(await store.limitFolder({ ...limit, guild: 'g2', channels: [] })).toBe(false);
      expect(await store.folderLimits()).toEqual([limit]);
      expect(await store.limitFolder({ ...limit, channels: [], roles: ['r1'] })).toBe(true);
      await store.limitFolder({ ...limit, path: 'a', roles: ['r2'] });
      expect(await store.folderLimits()).toEqual([
        { ...limit, path: 'a', roles: ['r2'] },
        { ...limit, channels: [], roles: ['r1'] },
      ]);
      expect(await store.limitFolder({ ...limit, channels: [] })).toBe(true);
      expect((await store.folderLimits()).map(({ path }) => path)).toEqual(['a']);
    });

    it('keeps what waits to be published until one person takes it, or it has waited for too long', async () => {
      const id = await store.addDraft(someDraft);
      const later = await store.addDraft({
        ...someDraft,
        file: null,
        preparedAt: '2026-03-05T00:00:00.000Z',
      });
      await store.addDraft({ ...someDraft, guild: 'g2' });
      expect(await store.draft(id)).toEqual({ ...someDraft, id });
      expect(await store.draft('nosuchid')).toBeNull();
      expect((await store.drafts('g1')).map((draft) => draft.id)).toEqual([id, later]);
      const taken = await Promise.all([store.deleteDraft(id), store.deleteDraft(id)]);
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await store.deleteDraftsBefore('2026-03-02T00:00:00.000Z')).toMatchObject([{ guild: 'g2' }]);
      expect((await store.drafts('g1')).map((draft) => draft.id)).toEqual([later]);
    });

    it('keeps what was published, newest first, and what of it was undone, once', async () => {
      await store.keepChange(someChange);
      const next = { ...someChange, id: 'abcdefg2', publishedAt: '2026-03-02T00:00:00.000Z' };
      await store.keepChange(next);
      await store.keepChange({ ...someChange, id: 'abcdefg3', guild: 'g2' });
      expect((await store.changes('g1', 9)).map(({ id }) => id)).toEqual(['abcdefg2', 'abcdefgh']);
      expect(await store.changes('g1', 1)).toHaveLength(1);
      expect(await store.undoChange(next.id, '2026-03-03T00:00:00.000Z')).toBe(true);
      expect(await store.undoChange(next.id, '2026-03-04T00:00:00.000Z')).toBe(false);
      expect((await store.changes('g1', 1))[0]?.undoneAt).toBe('2026-03-03T00:00:00.000Z');
    });

    it('knows which servers are to be told of what needs their team', async () => {
      await store.changeSettings('g1', { hasDigest: true });
      await store.changeSettings('g2', { hasDigest: true, digestAt: '2026-03-05T00:00:00.000Z' });
      await store.changeSettings('g3', { needsApproval: true });
      expect(await store.digestsDue('2026-03-01T00:00:00.000Z')).toEqual(['g1']);
      expect(await store.digestsDue('2026-03-06T00:00:00.000Z')).toEqual(['g1', 'g2']);
      expect(await store.settingsOf('g3')).toEqual({ ...DEFAULT_SETTINGS, needsApproval: true });
    });

    it('keeps the cards of those who want to be reminded alone, an answer once, and forgets them all', async () => {
      const [now, later] = [new Date('2026-03-01T10:00:00.000Z'), new Date('2026-03-03T10:00:00.000Z')];
      const at = now.toISOString();
      const card = {
        person: 'ada',
        passage: 'mIll-_1',
        start: 3,
        language: 'fr',
        due: at,
        reviewedAt: at,
        memory: '{}',
      } as const;
      expect(await store.keepQuizCard(card, null)).toBe(false);
      const player = { person: 'ada', guild: 'g1', language: 'fr' } as const;
      await store.addQuizPlayer(player);
      expect(await store.quizPlayer('ada')).toEqual(player);
      const both = [store.keepQuizCard(card, null), store.keepQuizCard(card, null)];
      expect((await Promise.all(both)).filter(Boolean)).toHaveLength(1);
      const next = { ...card, reviewedAt: later.toISOString() };
      expect(await store.keepQuizCard(next, card)).toBe(true);
      expect(await store.keepQuizCard(next, card)).toBe(false);
      expect(await store.quizCard('ada', 'mIll-_1', 3)).toEqual(next);
      expect(await store.dueQuizCards('ada', now)).toEqual([next]);
      expect((await store.dataOf('ada')).cards).toBe(1);
      const taken = await Promise.all([store.takeReminders(now), store.takeReminders(now)]);
      expect(taken.flat()).toEqual([player]);
      expect(await store.takeReminders(new Date('2026-03-02T09:59:00.000Z'))).toEqual([]);
      expect(await store.takeReminders(later)).toEqual([player]);
      await store.deleteExpired(new Date('2026-05-31T00:00:00.000Z'));
      expect(await store.dueQuizCards('ada', later)).toEqual([next]);
      await store.deleteExpired(new Date('2026-07-31T00:00:00.000Z'));
      expect(await store.dueQuizCards('ada', later)).toEqual([]);
      await store.keepQuizCard(card, null);
      await store.forget('ada');
      expect(await store.quizPlayer('ada')).toBeNull();
      await store.addQuizPlayer(player);
      expect(await store.dueQuizCards('ada', later)).toEqual([]);
      await store.deleteQuizPlayer('ada');
      expect(await store.dataOf('ada')).toMatchObject({ cards: null });
    });

    it('lets one take the fact of a day, and knows what a server was shown this season', async () => {
      const now = new Date('2026-03-01T10:00:00.000Z');
      const fact = {
        guild: 'g1',
        channel: 'c1',
        hour: 9,
        zone: 'Europe/Paris',
        nextAt: '2026-03-01T08:00:00.000Z',
      };
      await store.keepDailyFact({ ...fact, hour: 8 });
      await store.keepDailyFact(fact);
      expect(await store.dailyFact('g1')).toEqual(fact);
      expect(await store.dueFacts(new Date('2026-03-01T07:59:59.999Z'))).toEqual([]);
      expect(await store.dueFacts(now)).toEqual([fact]);
      const tries = [1, 2, 3].map(() => store.takeFact(fact, '2026-03-02T08:00:00.000Z'));
      expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
      expect(await store.dueFacts(now)).toEqual([]);
      await store.keepShownFact('g1', 'mIll-_1', now);
      await store.keepShownFact('g1', 'mIll-_1', now);
      expect(await store.shownFacts('g1', now)).toEqual(['mIll-_1']);
      expect(await store.shownFacts('g2', now)).toEqual([]);
      expect(await store.shownFacts('g1', new Date('2026-05-30T10:00:00.000Z'))).toEqual([]);
      expect(await store.deleteDailyFact('g1')).toBe(true);
      expect(await store.deleteDailyFact('g1')).toBe(false);
      expect(await store.dailyFact('g1')).toBeNull();
    });

    it('tells what came from a moment on', async () => {
      await store.addQuestion(someQuestion);
      await store.vote(someVote);
      await store.keepPage(page);
      const all = await store.activity('2026-03-01T10:00:00.000Z');
      expect([all.questions.length, all.votes.length, all.pages.length]).toEqual([1, 1, 1]);
      const later = await store.activity('2026-03-01T10:00:00.001Z');
      expect([later.questions.length, later.votes.length, later.pages.length]).toEqual([0, 0, 1]);
    });
  });
}
