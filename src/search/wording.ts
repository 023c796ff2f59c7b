import type { Language } from '../corpus/document.js';

/**
 * Words of questions that say what kind of thing is asked for, or nothing at all, but not what it is about
 * (folded): names of dates and places, polite forms, verbs and nouns of all work.
 */
export const LIGHT_WORDS = new Set(
  `annee annees date dates epoque jour mois nombre nom noms prenom liste personne quelqu exactement actuellement
   depuis since ville villes endroit lieu periode town city place period
   aujourd hui maintenant dire dis sais savoir connais parle parler raconte explique expliquer veux voudrais
   peux pourrais svp stp merci question info infos information informations cest koi kel keske cmb cb
   tkt jsp bah hein kan ki
   vraiment vrai truc trucs chose choses mettre mis met prend prendre pris donne donner donnent
   faisait faisaient ferait va vont allait aller veut veulent voulait vouloir juste encore aupres parmi pendant
   durant toujours alors environ plutot bref genre style derriere appelle appelait appellent
   year years date day month number name names list person exactly currently today now tell know explain
   want please thanks say mean means called whats whos wat wher wich r u ur plz pls idk btw tbh dude
   ever really kind kinds thing things stuff going get gets got getting put take takes took taken make makes made
   give gives gave given go goes went use used happen happened happens actually still quite maybe perhaps
   during let lot lots bit someone somebody anything something everything true like back else`.split(/\s+/),
);

/** What stands between a follow-up and what it is about, once completed: "how many — Groupe SOS". */
export const TOPIC_MARK = ' — ';

/** Words as they are typed in a chat (folded), each before what it stands for; `_` for a space. */
const SHORTHAND: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  fr: pairsOf(
    `c c’est cest c’est cetait c’était cété c’était g j’ai jai j’ai ya y_a yavait y_avait t t’es
     koi quoi kwa quoi ki qui ke que k que keske qu’est-ce_que kesk qu’est-ce_que keski qu’est-ce_qui
     kel quel kelle quelle kels quels kelles quelles kan quand kand quand qd quand qan quand
     cmb combien cb combien komben combien commen comment koment comment cmt comment coment comment
     pk pourquoi pq pourquoi pkoi pourquoi prk pourquoi pcq parce_que pke parce_que
     oke ok jms jamais tjs toujours tjrs toujours bcp beaucoup tt tout ts tous ttes toutes
     ds dans av avec pr pour pdt pendant ss sans chui suis chuis suis etai était etait était
     jdois je_dois jveu je_veux ct c’était kom comme
     enft en_fait fo faut nb nombre nbr nombre nbre nombre
     pers personnes bcoup beaucoup mtn maintenant mtnt maintenant auj aujourd’hui ajd aujourd’hui
     asso association assos associations orga organisation orgas organisations boite entreprise
     boites entreprises taf travail taff travail boulot travail job emploi gouv gouvernement gvt gouvernement
     prez président dept département educ éducateur secu sécurité pb problème pbs problèmes
     mail e-mail num numéro adr adresse anniv anniversaire`,
  ),
  en: pairsOf(
    `u you r are ur your y why wat what wht what whut what wut what wats what’s wuts what’s whats what’s
     wen when whn when wer where whr where wher where wheres where’s whos who’s hoo who wich which whch which
     hw how hows how’s wd would cd could cud could shud should dat that dis this da the dey they dem them dere there
     cuz because coz because bc because b4 before thru through abt about wiv with
     gonna going_to wanna want_to gotta have_to lemme let_me gimme give_me dunno don’t_know
     didnt didn’t doesnt doesn’t dont don’t isnt isn’t wasnt wasn’t arent aren’t cant can’t
     ppl people peeps people org organisation orgs organisations biz business govt government gov government
     prez president dept department mgmt management yrs years yr year num number nr number
     bday birthday hq headquarters assoc association edu education`,
  ),
};

function pairsOf(list: string): Map<string, string> {
  const words = list.split(/\s+/);
  return new Map(
    words.flatMap((word, i) =>
      i % 2 === 0 ? [[word, (words[i + 1] ?? word).replaceAll('_', ' ')] as const] : [],
    ),
  );
}

/** What a folded word typed as in a chat stands for; null for any other word. */
export function spelledOut(folded: string, language: Language): string | null {
  return SHORTHAND[language].get(folded) ?? null;
}

/** Turns of phrase whose words taken one by one say something else, and a word that says the same. */
const PHRASES: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  fr: [
    // Typed without accents, "né" is the "ne" of negations, which never follows these.
    [/\b(est|sont|suis|es) ne(e?s?)\b/giu, '$1 né$2'],
    [/\bde neuf\b/giu, 'nouveau'],
    [/\bnum[ée]ro (?:un|1)\b|\bn° ?1\b/giu, 'premier'],
    [/\bchif+res? d['’]\s?af+aires?\b/giu, 'chiffre d’affaires'],
    [/\bmis(?:e|es)? en place\b|\bmettre en place\b|\bmis(?:e|es)? sur pied\b/giu, 'créé'],
    [/\bau (?:tout )?d[ée]but\b|\bau d[ée]part\b|\bà l['’]origine\b(?! d)/giu, 'débuts'],
    [/\bà l['’]origine d(?:e |['’])/giu, 'fondateur '],
    [/\b(?:personnes?|gens|monde)\b(.{0,40}?)\b(?:travaill|boss)\p{L}*/giu, 'salariés$1'],
    [/\bgagn\p{L}* (?:sa|leur) vie\b/giu, 'métier'],
  ],
  en: [
    [/\bpeople\b(.{0,40}?)\b(?:works?|working|worked|employed)\b/giu, 'employees$1'],
    [/\bnumber one\b|\bno\.? ?1\b/giu, 'first'],
    [/\b(?:brought|raised) up\b/giu, 'grew up'],
    [/\bfor a living\b/giu, 'as job'],
    [/\breal estate\b/giu, 'property'],
    [/\binto account\b/giu, ''],
    [/\blook(?:s|ed|ing)? after\b/giu, 'care for'],
    [/\bstands? for\b/giu, 'acronym'],
    [/\b(?:gave|give|gives) rise to\b/giu, 'origin'],
    [/\bin charge of\b/giu, 'head'],
    [/\bat the (?:very )?(?:start|beginning)\b/giu, 'beginnings'],
  ],
};

/** A question whose turns of phrase are put in plain words: for comparing, never for showing. */
export function plainlyPut(question: string, language: Language): string {
  return PHRASES[language].reduce((text, [pattern, words]) => text.replace(pattern, words), question);
}
