import { describe, expect, it } from 'vitest';
import { detectLanguage, isForeign, tellLanguage } from './language.js';

const FRENCH = [
  'qui est borello ?',
  'c koi le groupe sos',
  'cest qui borello',
  'kel age il a',
  'pk il a créé ça',
  'ou est le siege',
  'quand est il né',
  'combien de salariés',
  "c'est quoi un fellow",
  'Qui ?',
  'QUI EST-IL ?',
  'Où habite Borello',
  'date de naissance',
  'fondateur groupe sos',
  'nombre de salariés',
  'parle moi de lui',
  "L'idée nouvelle",
  'ses débuts',
  'son parcours professionnel',
  'quel metier',
  'quels sont les secteurs',
  'a quoi sert le mouves',
  'il fait quoi',
  'que fait-il aujourd’hui',
  "d'où vient-il",
  'et apres 1997 ?',
  'et en 2010 ?',
  'sa mission',
  'raconte son enfance',
  'keske le groupe sos',
  'a-t-il des enfants',
  'comment il a commencé',
  'who est le directeur du groupe',
  'le social business c est quoi',
  'y a combien de pays',
  'bonjour',
  'merci beaucoup',
  'chiffre d’affaires',
  'entreprise sociale européenne',
  'lutte contre la drogue',
  'vice-président du Mouves',
  'crèches et hôpitaux',
  'éducateur spécialisé',
  'dans quels pays ?',
  'pourquoi Ashoka l’a choisi',
  'Jean-Marc Borello est né où',
  'explique le Groupe SOS',
  "qu'est-ce que Ashoka",
  'ki a fondé sos',
  'combien ca coute',
  'insertion professionnelle',
  'quelle année',
  'fondé quand',
  'dis moi tout',
] as const;

const ENGLISH = [
  'who is borello?',
  'whos borello',
  'whats groupe sos',
  'how old is he',
  'why did he start it',
  'where is the head office',
  'when was he born',
  'how many employees',
  "what's a fellow",
  'Who?',
  'WHO IS HE?',
  'Where does Borello live',
  'date of birth',
  'founder of groupe sos',
  'number of staff',
  'tell me about him',
  'The new idea',
  'his early days',
  'career path',
  'which job',
  'what are the sectors',
  'what is MOUVES for',
  'what does he do',
  'and after 1997?',
  'and in 2010?',
  'his mission',
  'describe his childhood',
  'does he have kids',
  'how he began',
  'qui is the director',
  'social business meaning',
  'how many countries',
  'hello',
  'thanks a lot',
  'yearly turnover',
  'European social enterprise',
  'fighting drug addiction',
  'vice president of Mouves',
  'nurseries and hospitals',
  'youth worker',
  'in which countries?',
  'why Ashoka chose him',
  'Jean-Marc Borello was born where',
  'explain Groupe SOS',
  'wat is ashoka',
  "who's founded sos",
  'how much money',
  'getting people into work',
  'which year',
  'founded when',
  'dont know who he is',
  'Borello’s first job',
  'When did Habitat et soins open?',
  'who leads Insertion et alternatives now',
] as const;

describe('detectLanguage', () => {
  it.each([
    ['fr', FRENCH],
    ['en', ENGLISH],
  ] as const)('is never wrong on short questions (%s)', (language, questions) => {
    const wrong = questions.filter((question) => ![language, null].includes(detectLanguage(question)));
    expect(wrong).toEqual([]);
  });

  it('decides nine in ten of them by itself', () => {
    const undecided = [...FRENCH, ...ENGLISH].filter((question) => detectLanguage(question) === null);
    expect(undecided.length, undecided.join(' | ')).toBeLessThan(0.1 * (FRENCH.length + ENGLISH.length));
  });

  it.each(['Jean-Marc Borello', 'Groupe SOS', 'MOUVES', 'Ashoka Fellow', '2008', '', '???', 'Bill Drayton'])(
    'leaves %j undecided',
    (text) => expect(detectLanguage(text)).toBeNull(),
  );

  it.each([
    'Der Verein wurde von einem Arzt gegründet und hilft den Kindern der Stadt.',
    'La asociación fue fundada por un médico y ayuda a los niños de la ciudad.',
    'La fondazione è stata creata da un medico per aiutare gli anziani della città.',
    'De stichting werd opgericht door een arts en helpt de kinderen van de stad.',
    'A fundação foi criada por um médico para ajudar as crianças da cidade.',
    '该协会由一位医生创立。',
  ])('is not fooled by another language: %s', async (text) => {
    expect(detectLanguage(text)).toBeNull();
    expect(await isForeign(text)).toBe(true);
  });
});

describe('isForeign', () => {
  it.each([
    'Jean-Marc Borello',
    'Paul Martin, Anna Schmidt, Luis Garcia',
    '12 500',
    'Le jardin est ouvert le dimanche.',
    'The garden opens on Sundays.',
  ])('never says so of %s', async (text) => expect(await isForeign(text)).toBe(false));
});

describe('tellLanguage', () => {
  it('tells at least 97 % of short questions right', async () => {
    const wrong: string[] = [];
    for (const question of FRENCH) if ((await tellLanguage(question, 'en')) !== 'fr') wrong.push(question);
    for (const question of ENGLISH) if ((await tellLanguage(question, 'fr')) !== 'en') wrong.push(question);
    expect(wrong.length, wrong.join(' | ')).toBeLessThanOrEqual(0.03 * (FRENCH.length + ENGLISH.length));
  });

  it('falls back on the given language for names', async () => {
    expect(await tellLanguage('Jean-Marc Borello', 'fr')).toBe('fr');
    expect(await tellLanguage('Jean-Marc Borello', 'en')).toBe('en');
  });
});
