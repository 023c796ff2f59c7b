import { describe, expect, it } from 'vitest';
import { isChatter, withoutGreeting } from './chatter.js';

describe('isChatter', () => {
  it.each([
    'Bonjour',
    'bonjour !',
    'Salut, ça va ?',
    'hello there',
    'Merci beaucoup !',
    'thanks a lot',
    'bonne journée',
    'Comment ça va ?',
    'how are you doing?',
    'Qui es-tu ?',
    'who are you?',
    'what can you do?',
    'Que sais-tu faire ?',
    'es-tu un robot ?',
    'Comment ça marche ?',
    '/help',
    '!start',
    'help',
    'ok',
    'mdr',
    '👋 hello',
    'Non merci',
    'Quel temps fait-il aujourd’hui ?',
    "what's the weather like today?",
    'Raconte-moi une blague',
  ])('%j', (text) => expect(isChatter(text)).toBe(true));

  it.each([
    'Bonjour, qui a fondé le moulin ?',
    'hi who is Odile',
    'historique',
    'testament',
    'research',
    'no way out',
    'Who are you working for?',
    'the mill',
    '1911',
    'et maintenant ?',
    'Quel temps faisait-il à Aubérac en 1911 ?',
  ])('%j is a question', (text) => expect(isChatter(text)).toBe(false));
});

it.each([
  ['Bonjour, qui a fondé le moulin ?', 'qui a fondé le moulin ?'],
  ['Good evening! Who runs it?', 'Who runs it?'],
  ['hi who is Odile', 'who is Odile'],
  ['Historique du moulin', 'Historique du moulin'],
  ['Salut', 'Salut'],
])('without its greeting %j is %j', (text, rest) => expect(withoutGreeting(text)).toBe(rest));
