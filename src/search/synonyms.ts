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
  ['père papa parents', 'father dad daddy parents'],
  ['mère maman parents', 'mother mum mom mummy parents'],
  ['parents famille familial familiale', 'parents family'],
  ['épouse femme mari conjoint marié mariée', 'wife husband spouse married'],
  ['fils fille enfants progéniture', 'son daughter children'],
  ['frère frères sœur sœurs fratrie', 'brother brothers sister sisters siblings'],
  ['enfance jeunesse grandi gamin gosse enfant', 'childhood youth grew grow upbringing kid child raised'],
  [
    'habite habiter vit vivre vivait demeure réside domicile',
    'live lives lived living resides residence dwell',
  ],
  ['militaire armée soldat soldats', 'military army soldier soldiers'],
  ['usine atelier fabrique manufacture', 'factory plant workshop mill'],
  ['mort décès décédé meurt disparu', 'death died dies dead passed'],
  ['ami amis amie copain', 'friend friends'],
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
  [
    'logement hébergement habitat habitation maison appartement',
    'housing accommodation lodging homes home flat apartment',
  ],
  ['siège adresse bureaux locaux', 'headquarters seat address offices premises'],
  ['bâtiment bâtiments immeuble édifice immobilier', 'building buildings premises property estate'],
  ['construit construire bâti bâtir construction', 'built build builds construction constructed'],
  [
    'rénové rénover restauré restaurer réparé réparer réparation travaux',
    'renovated renovate restored restore repaired repair restoration works',
  ],
  ['ouvert ouvrir ouvre ouverture inauguré inauguration', 'open opens opened opening inaugurated'],
  ['fermé fermer ferme fermeture', 'closed close closes closing closure shut'],
  ['fini finir fin terminé terminer achevé', 'finished finish end ends ended completed complete'],
  ['durée dure durer duré', 'duration last lasts lasted long'],
  ['salaire paie paye rémunération traitement gagne', 'salary pay wage wages earnings earns earn'],
  ['prix coût coûte coûté tarif montant', 'price cost costs fee charge'],
  [
    'financement financé financer fonds subvention subventions',
    'funding funded fund funds finance financed grant grants',
  ],
  ['don dons donateur donateurs mécène mécénat', 'donation donations donor donors gift gifts'],
  ['dette dettes emprunt prêt', 'debt debts loan borrowed'],
  ['perte pertes déficit', 'loss losses deficit'],
  ['acheté acheter achat acquis acquérir acquisition', 'bought buy buys purchase purchased acquired acquire'],
  ['vendu vendre vend vente ventes', 'sold sell sells sale sales'],
  ['loué louer location loyer', 'rented rent rents lease hire'],
  ['immeubles immobilier biens patrimoine', 'property estate real assets'],
  ['actionnaires actionnariat actions', 'shareholders shareholding shares owners'],
  ['dividendes bénéfices profits verse verser distribue', 'dividends profits pays pay distributes payout'],
  ['membres adhérents adhésion', 'members membership'],
  ['pays monde international mondial étranger', 'countries world international worldwide abroad'],
  ['régions territoires départements', 'regions territories'],
  ['outre-mer DROM COM DOM TOM', 'overseas'],
  [
    'sélection sélectionné sélectionner choisi choisir élu désigné nommé nommer retenu',
    'selection selected select chosen choose choosing chose elected named nominated picked pick',
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
  ['quitte quitter quitté départ parti', 'leaves left leave departure quit'],
  ['recrute recruter recrutement embauche embaucher', 'recruit recruits recruited hire hires hired hiring'],
  ['remplace remplacer succède succéder successeur', 'replaced replace succeeded succeed successor'],
  ['rôle fonction poste titre', 'role function post position title'],
  ['équipe équipes', 'team teams crew staff'],
  ['conseil administration', 'board council'],
  ['bénévole bénévoles bénévolat volontaire volontaires', 'volunteer volunteers volunteering unpaid'],
  ['partenaire partenaires partenariat', 'partner partners partnership'],
  ['projet projets programme', 'project projects programme scheme'],
  ['prix récompense récompenses distinction médaille', 'award awards prize prizes medal'],
  [
    'livre livres ouvrage publié publie auteur écrit écrire',
    'book books published author wrote written writes',
  ],
  ['journal presse hebdomadaire magazine', 'newspaper press weekly magazine'],
  ['politicien politiciens politique politiques élu élus', 'politician politicians political elected'],
  ['professeur enseignant enseignante instituteur', 'teacher teachers professor'],
  ['élève élèves étudiant étudiants écolier', 'pupil pupils student students'],
  ['hôpital hôpitaux clinique médical', 'hospital hospitals clinic medical'],
  ['médecin médecins docteur', 'doctor doctors physician'],
  ['lutte lutter combat combattre contre', 'fight fights fighting struggle combat against'],
  ['pauvreté pauvres précarité démunis', 'poverty poor deprived'],
  ['chômage chômeur chômeurs', 'unemployment unemployed jobless'],
  ['handicap handicapés handicapées', 'disability disabled disabilities'],
  ['prison détenu détenus délinquant délinquants', 'prison inmate inmates offender offenders'],
  ['ville commune municipalité mairie', 'town city municipality hall'],
  ['quartier rue', 'district neighbourhood street'],
  ['plus grand premier première numéro leader', 'biggest largest first number leading top'],
  ['raison raisons cause motif', 'reason reasons cause'],
  ['problème problèmes difficulté difficultés', 'problem problems difficulty difficulties trouble'],
  ['résultat résultats effet effets', 'result results effect effects outcome'],
  ['éthique morale moral intégrité', 'ethics ethical moral integrity'],
  [
    'repas cuisine cantine restauration restaurant traiteur',
    'meals meal kitchen canteen catering restaurant food',
  ],
  ['rivière fleuve cours ruisseau', 'river stream brook'],
  ['bateau bateaux péniche navire', 'boat boats barge ship'],
  ['ferme fermier agriculture agriculteur agricole', 'farm farmer farmers farming agriculture'],
  ['vélo vélos bicyclette', 'bike bikes bicycle bicycles cycle'],
  ['voiture voitures auto véhicule', 'car cars vehicle vehicles'],
  ['visiteur visiteurs visite public', 'visitor visitors visit visits'],
  ['client clients clientèle', 'customer customers client clients'],
  ['réunion réunions assemblée rencontre', 'meeting meetings assembly'],
  ['fournit fournir propose proposer offre offrir', 'provides provide provided offers offer offered gives'],
  ['tâche tâches devoir charge', 'task tasks duty duties'],
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
