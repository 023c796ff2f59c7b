/**
 * The words that tell French from English, by how much they tell: 3 for a word that hardly stands
 * in the other language, 2 for a usual function word, 1 for one that the other language or a name
 * may hold too. Words that stand in both (`on`, `a`, `or`, `plus`, `son`…) are in neither list.
 * Written without capitals, with `'` for every apostrophe, elided words with theirs.
 */
const FRENCH: Readonly<Record<number, string>> = {
  3:
    'qui quoi où à dès là quand pourquoi combien quel quelle quels quelles lequel laquelle dans avec pour une ' +
    'des sont était étaient être avoir avait ont cette ces aux nous vous ' +
    'elle ils elles leur leurs mais donc depuis chez très même aussi après avant entre sous vers sans selon été ' +
    "c'est cest kel kelle kels koi pk pkoi pourkoi keske kesk keskil cmb ki qd jsuis jai keskon pq qu'est",
  2:
    'le la les du et est au que ne pas je il ce cet se sa ses mon ma mes notre votre tes lui moi toi y ' +
    'ou ni car dont lorsque puis comme sur par tout tous toute toutes rien peu peut peuvent fait font faire dit ' +
    'ai avez avons suis sommes sera seront serait encore toujours jamais ici bonjour bonsoir salut merci ' +
    'parle explique donne raconte montre dis svp stp fondé fondée créé créée né née années année entreprise ' +
    'fondateur fondatrice salariés salarié métier naissance siège mère père frère soeur enfance jeunesse ' +
    'ca ça ya yatil celui celle ceux cela faut veut étaient ans fonda',
  1:
    'de un si tu te vie travaille travail personnes gens âge cree fonde ville pays chiffres missions comment ' +
    'exemple parcours santé emploi aide aider soutient habite vit meurt mort ' +
    "l' d' qu' n' j' c' s' m' t' jusqu' lorsqu' puisqu'",
};

const ENGLISH: Readonly<Record<number, string>> = {
  3:
    'the what who when where why how which whose whom is was were does did do has have had been being this these ' +
    "those they their them you your he she his her with from about and of what's who's where's how's when's " +
    "it's he's she's don't doesn't didn't isn't wasn't aren't can't won't whos wheres hows whens doesnt didnt " +
    'isnt wasnt whats wat wut wanna gonna would could should because through between however',
  2:
    'to it its are be an my we our us by for at as not into than then there here will can may might must shall ' +
    'over after before under during while since until only also more most some any all many much such very other ' +
    'both each every if so but that him himself born founder founded founders year years old tell explain give ' +
    'show hello hi hey thanks thank please pls plz thx work works worked job employees people company started ' +
    'goal know run runs ran led leads leader known live lives lived died dead mean means called made make makes ' +
    'childhood mother father brother sister get got like say says said abt im ive helped helps help',
  1:
    'in no up out off own new first last just now ever yet far long big u ur r name named good bad ' +
    'home school housing health care youth early life city country awards award won wins',
};

/** Of other languages written in Latin letters: words that make a French or English vote unsure. */
const OTHER: Readonly<Record<number, string>> = {
  3:
    'der das und nicht ist ein eine einen dem auf für zu von mit sich auch wird werden sind wurde wir sie ' +
    'el los las del por para como su sus más pero está están fue una uno cuando quién dónde qué cuántos ' +
    'che di della delle degli gli sono nel nella dal perché quando chi anche questo più ' +
    'não uma os com dos das são seu sua foi quem onde ao ' +
    'het een ik niet voor zijn wordt naar ook maar deze',
  1: 'die den es y con lo al in per van da do em un la de e',
};

function weigh(lists: Readonly<Record<number, string>>): Map<string, number> {
  const weights = new Map<string, number>();
  for (const [weight, list] of Object.entries(lists)) {
    for (const word of list.split(' ')) weights.set(word, Math.max(weights.get(word) ?? 0, Number(weight)));
  }
  return weights;
}

export const FRENCH_WORDS = weigh(FRENCH);
export const ENGLISH_WORDS = weigh(ENGLISH);
export const OTHER_WORDS = weigh(OTHER);
