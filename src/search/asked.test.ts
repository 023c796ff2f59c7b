import { describe, expect, it } from 'vitest';
import { whatIsAsked } from './asked.js';

describe('what a French question asks for', () => {
  it.each([
    ['Qui a fondé le moulin ?', 'person'],
    ['C’est qui le patron ?', 'person'],
    ['dis moi qui a fondé', 'person'],
    ['Avec qui a-t-elle fondé l’association ?', 'person'],
    ['Comment s’appelle la fondatrice ?', 'person'],
    ['Quand est-elle née ?', 'date'],
    ['En quelle année a-t-elle quitté le moulin ?', 'date'],
    ['et depuis quand ?', 'date'],
    ['ça date de quand ?', 'date'],
    ['Combien de meuniers ?', 'number'],
    ['Quel âge a-t-elle ?', 'number'],
    ['Dans combien de pays ?', 'number'],
    ['Où est-elle née ?', 'place'],
    ['ou est elle nee', 'place'],
    ['Dans quelle ville vit-elle ?', 'place'],
    ['Pourquoi a-t-elle fait cela ?', 'reason'],
    ['Qu’est-ce que le seigle ?', 'definition'],
    ['Que fait le moulin ?', 'definition'],
    ['Quels sont les ateliers ?', 'list'],
    ['Comment a grandi le moulin ?', 'manner'],
    ['Est-ce que le moulin tourne ?', 'boolean'],
    ['Odile a-t-elle été meunière ?', 'boolean'],
    ['Le moulin tourne ou pas ?', 'boolean'],
    ['De quel métier son père vivait-il ?', 'other'],
    ['Quelle place le seigle tient-il ?', 'other'],
    ['Combien de temps a-t-elle vécu là ?', 'number'],
    ['Parle-moi du moulin', 'other'],
    ['', 'other'],
  ])('%j: %s', (question, kind) => expect(whatIsAsked(question, 'fr').kind).toBe(kind));

  it.each([
    ['Combien de meuniers ?', 'meuniers'],
    ['il y a combien de meuniers', 'meuniers'],
    ['Combien d’ateliers ?', 'ateliers'],
    ['Quel est le nombre de sacs ?', 'sacs'],
    ['Quel âge a-t-elle ?', 'ans'],
    ['Quel est le chiffre d’affaires ?', 'euros'],
    ['Quel est l’effectif ?', 'salariés'],
    ['Combien de temps a-t-elle vécu là ?', 'années ans mois semaines jours'],
    ['combien — meuniers Valbrune', 'meuniers'],
    ['Qui compte les sacs ?', ''],
  ])('%j counts %j', (question, noun) => expect(whatIsAsked(question, 'fr').noun).toBe(noun));
});

describe('what an English question asks for', () => {
  it.each([
    ['Who founded the mill?', 'person'],
    ['Can you tell me who runs it?', 'person'],
    ['With whom did she found it?', 'person'],
    ['whose idea was it?', 'person'],
    ['When was she born?', 'date'],
    ['and when was she born?', 'date'],
    ['since when?', 'date'],
    ['In what year did she leave?', 'date'],
    ['founding year', 'date'],
    ['How many millers?', 'number'],
    ['How old is she?', 'number'],
    ['What is the turnover?', 'number'],
    ['what percentage of the millers', 'number'],
    ['Where was she born?', 'place'],
    ['in which town does she live', 'place'],
    ['Why?', 'reason'],
    ['How come?', 'reason'],
    ['What is rye?', 'definition'],
    ['Which workshops?', 'list'],
    ['How did it grow?', 'manner'],
    ['Is she a miller?', 'boolean'],
    ['Tell me about the mill', 'other'],
  ])('%j: %s', (question, kind) => expect(whatIsAsked(question, 'en').kind).toBe(kind));

  it.each([
    ['How many millers?', 'millers'],
    ['how many of the millers?', 'millers'],
    ['how many of them?', ''],
    ['how many of them — millers Valbrune', 'millers'],
    ['What is the turnover?', 'euros'],
    ['How old is she?', 'years old'],
    ['How big is the mill?', 'employees'],
  ])('%j counts %j', (question, noun) => expect(whatIsAsked(question, 'en').noun).toBe(noun));
});
