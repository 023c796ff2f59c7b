import { plain } from './clean.js';

/** Words that greet, thank, part, laugh, test or ask for help, in plain form. */
const CHATTER =
  /^(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|hiya|yo|re|bjr|slt|cc|good (?:morning|evening|afternoon|night)|bonne (?:nuit|journee|soiree)|merci(?: beaucoup| bien)?|mercii*|thanks?(?: you)?(?: very much| a lot| so much)?|thx|ty|cheers|au revoir|bye(?: bye)?|ciao|a plus|a\+|see you|ok(?:ay)?|d'accord|super|cool|nice|great|parfait|genial|bravo|lol|mdr|ptdr|haha+|hihi|test(?:ing)?|ping|help(?: me)?|aide(?:[ -]moi)?|a l'aide|oui|non|yes|no|yep|nope|please|stp|svp|s'il (?:te|vous) plait|ca va(?: bien)?|comment (?:ca va|vas[- ]tu|allez[- ]vous)|how are you(?: doing)?|how do you do|what'?s up|sup|quoi de neuf|start|stop|menu|quit|exit|(?:qui|que) es[- ]tu|t'?es qui|tu es qui|c'est qui toi|who are you|what are you|(?:que|qu'est[- ]ce que tu) (?:sais|peux)[- ]?(?:tu)? faire|what can you do|comment (?:ca|tu) (?:marche|fonctionnes?)s?|how do(?:es)? (?:you|this|it) work|(?:es[- ]tu|are you) (?:un|a) (?:bot|robot|human|humain)|tout le monde|everyone|everybody|et alors|so what|quel temps fait[- ]il|quelle heure (?:est[- ]il|il est)|il fait (?:beau|froid|chaud)|(?:what(?:'s| is)|how(?:'s| is)) the (?:weather|time)(?: like)?|what time is it|tell me a joke|raconte(?:[- ]moi)? une blague|aujourd'hui|demain|dehors|today|tomorrow|outside|ah bon|vraiment|really|all|there|bot|verbatim|toi|vous|you|et toi|and you|my friend|mon ami)\b[\s!?.,;:…]*/;

/** What opens a question politely without being part of it. */
const OPENING =
  /^(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|good (?:morning|evening|afternoon))\b[\s!.,;:…-]*/i;

/** Whether a cleaned question is only chatter: greetings, thanks, commands, talk about the bot itself. */
export function isChatter(question: string): boolean {
  if (/^[!/.][a-z][\w-]*$/i.test(question)) return true;
  let rest = plain(question).replace(/^[\s\p{P}\p{S}]+/u, '');
  while (rest !== '') {
    const shorter = rest.replace(CHATTER, '');
    if (shorter === rest) return false;
    rest = shorter.replace(/^[\s\p{P}\p{S}]+/u, '');
  }
  return true;
}

/** A question without the greeting before it. */
export function withoutGreeting(question: string): string {
  const rest = question.replace(OPENING, '');
  return rest === '' ? question : rest;
}
