import { describe, expect, it } from 'vitest';
import { plainlyPut, spelledOut } from './wording.js';

describe('turns of phrase', () => {
  it.each([
    ['What is new? Qu’a-t-il fait de neuf ?', 'fr', 'What is new? Qu’a-t-il fait nouveau ?'],
    ['est-il le numéro un du blé ?', 'fr', 'est-il le premier du blé ?'],
    [
      'ou est ne le meunier, et quand sont nees ses filles ?',
      'fr',
      'ou est né le meunier, et quand sont nées ses filles ?',
    ],
    ['il ne moud pas : n’est-ce pas ?', 'fr', 'il ne moud pas : n’est-ce pas ?'],
    ['chifre d’afaire du moulin', 'fr', 'chiffre d’affaires du moulin'],
    ['combien de personnes y travaillent ?', 'fr', 'combien de salariés y  ?'],
    ['How many people did the mill help?', 'en', 'How many people did the mill help?'],
    ['How many people work there?', 'en', 'How many employees  there?'],
    ['Where was she brought up?', 'en', 'Where was she grew up?'],
    ['', 'en', ''],
  ] as const)('%j in %s', (question, language, put) => expect(plainlyPut(question, language)).toBe(put));
});

describe('words of a chat', () => {
  it.each([
    ['koi', 'fr', 'quoi'],
    ['asso', 'fr', 'association'],
    ['ya', 'fr', 'y a'],
    ['ppl', 'en', 'people'],
    ['koi', 'en', null],
    ['association', 'fr', null],
    ['constructor', 'en', null],
  ] as const)('%j in %s', (word, language, meant) => expect(spelledOut(word, language)).toBe(meant));
});
