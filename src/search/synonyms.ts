import type { Language } from '../corpus/document.js';
import { terms } from '../index/terms.js';

/**
 * Words that questions about people and organisations use for one another, in both languages. The
 * encoder brings translations together; synonyms within a language, much less. One group a line.
 */
const GROUPS: readonly (readonly [fr: string, en: string])[] = [
  [
    'salariés employés effectif effectifs personnel travailleurs collaborateurs travaille travailler emploie',
    'employees staff workforce headcount workers payroll personnel work works working employ employed',
  ],
  [
    'établissements structures sites services antennes',
    'establishments facilities sites structures units services',
  ],
  [
    'fondé fonde fondateur fondatrice fondation fonder créé créer création créateur lancé lancer lancement monté initié origine',
    'founded founder founding found created create creation creator launched launch started start established set origin',
  ],
  ['né naissance naître natif originaire', 'born birth birthplace native'],
  [
    'début débuts départ commencement commence démarre',
    'beginning beginnings start starts begins began outset',
  ],
  [
    'dirige diriger dirigeant directeur patron chef tête président présidence préside PDG responsable gérant',
    'lead leads leader head heads boss chief president chair chairs chairman presides CEO manager runs run director',
  ],
  ['vice-président vice-présidence viceprésidence', 'vice-president vice-presidency vice-chair'],
  [
    'chiffre revenus revenu recettes budget montant argent CA',
    'turnover revenue revenues budget money income sales',
  ],
  ['secteurs domaines activités champs branches métiers', 'sectors fields areas activities branches domains'],
  ['mission but objectif vocation raison finalité ambition', 'mission goal aim purpose objective ambition'],
  [
    'métier profession travail carrière parcours poste emploi fonctions boulot',
    'job profession career post position work occupation role',
  ],
  ['formation études diplôme école formé étudié', 'training studies degree school trained studied education'],
  ['père papa parents mère maman famille', 'father dad parents mother mum family'],
  ['épouse femme mari conjoint marié', 'wife husband spouse married'],
  ['enfance jeunesse grandi', 'childhood youth grew upbringing'],
  ['malades patients soignés', 'patients treated'],
  [
    'vieux âgées aînés seniors vieillesse retraités retraite',
    'elderly old seniors older aged retirement pensioners',
  ],
  ['jeunes enfants jeunesse mineurs', 'young children youth minors kids'],
  [
    'toxicomanie drogue drogues stupéfiants toxicomanes addiction addictions',
    'drugs drug addiction addicts substance',
  ],
  ['sida VIH séropositifs', 'AIDS HIV'],
  ['logement hébergement habitat habitation', 'housing accommodation lodging homes'],
  ['actionnaires actionnariat actions', 'shareholders shareholding shares owners'],
  ['dividendes bénéfices profits verse verser distribue', 'dividends profits pays pay distributes payout'],
  ['membres adhérents adhésion', 'members membership'],
  ['pays monde international mondial étranger', 'countries world international worldwide abroad'],
  ['régions territoires départements', 'regions territories'],
  ['outre-mer DROM COM DOM TOM', 'overseas'],
  [
    'sélection sélectionné choisi élu désigné nommé critères étapes',
    'selection selected chosen elected named nominated criteria steps',
  ],
  ['étapes phases stades', 'steps stages phases rounds'],
  ['rejoint rejoindre intègre intégré adhère entré', 'joined join joins joining entered'],
  ['fusion fusionné fusionner rapproché devenu devient', 'merged merger merge became become'],
  ['aide soutient soutenir accompagne appuie', 'helps support supports assists backs'],
  [
    'grandit croissance croît développe développement expansion grossi',
    'grows growth grow expand expansion developed development',
  ],
  [
    'bénéficiaires personnes impactées touchées aidées impact',
    'beneficiaries people reached helped impact served',
  ],
  ['lois politiques publiques législation', 'laws policy policies legislation'],
  ['concurrence compétition concurrencer', 'competition compete competing'],
  [
    'entrepreneurs entreprise entreprises sociétés société firmes compagnies PME',
    'entrepreneurs enterprise enterprises companies company firms firm businesses business SME SMEs',
  ],
  ['maisons retraite EHPAD', 'nursing care homes retirement'],
  ['quitte quitter départ parti', 'leaves left leave departure quit'],
  ['chanteuse chanteur artiste', 'singer artist'],
  ['nom appelé nommé sigle acronyme signifie appellation', 'name called named acronym stands means'],
  ['siècle empereur', 'century emperor'],
];

const groupsOf: Readonly<Record<Language, ReadonlyMap<string, readonly number[]>>> = {
  fr: invert('fr'),
  en: invert('en'),
};

function invert(language: Language): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [number, [fr, en]] of GROUPS.entries()) {
    for (const term of terms(language === 'fr' ? fr : en, language)) {
      groups.set(term, [...(groups.get(term) ?? []), number]);
    }
  }
  return groups;
}

/** Groups of synonyms that a stem belongs to; two words that share one may stand for each other. */
export function synonymGroups(term: string, language: Language): readonly number[] {
  return groupsOf[language].get(term) ?? [];
}
