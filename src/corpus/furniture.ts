/** Longest line or paragraph, in UTF-16 code units, that can be page furniture. */
const LONGEST = 200;

const PAGE_NUMBER =
  /^(?:page\s*\d+(?:\s*(?:\/|sur|of|de)\s*\d+)?|\d+\s*(?:\/|sur|of)\s*\d+|[-–—]\s*\d+\s*[-–—]|p\.\s*\d+|\d{1,3})$/iu;

const FURNITURE = [
  /^[\p{P}\p{S}\s]*$/u, // rules and ornaments
  /\.{4,}\s*\d+$/u, // a line of a table of contents
  /^(?:©|\(c\)|copyright\b)/iu,
  /^(?:tous droits réservés|all rights reserved)/iu,
  /^(?:skip to|jump to) (?:the )?(?:main )?(?:content|navigation)$/iu,
  /^(?:aller au|passer au) (?:contenu|menu)(?: principal)?$/iu,
  /^(?:nous utilisons|ce site (?:web )?utilise|we use|this (?:web)?site uses) (?:des |our )?cookies\b/iu,
  /^(?:(?:accepter|refuser|tout accepter|accept|reject|decline)(?: (?:tous )?les| all)? cookies|tout accepter|accept all)$/iu,
  /^(?:partager|share|tweeter|tweet|imprimer|print)(?: (?:cet article|cette page|this (?:article|page|post)|sur|on|via|by)(?: [\p{L}-]+){0,2})?$/iu,
  /^(?:[«‹<←→]\s*)?(?:suivante?|précédente?|next|previous|prev)(?: (?:page|article|post))?(?:\s*[»›>→])?$/iu,
  /^(?:page|article) (?:suivante?|précédente?)$/iu,
  /^(?:retour(?: en haut| à l['’]accueil| au sommaire)?|back(?: to (?:the )?(?:top|home))?|haut de page)$/iu,
  /^(?:lire la suite|en savoir plus|read more|learn more|voir plus|see more|load more)(?:\s*[»›>→…])?$/iu,
  /^(?:menu|mentions légales|legal notice|privacy policy|politique de confidentialité|plan du site|sitemap)$/iu,
] as const;

/**
 * Whether a line (or a paragraph), trimmed, is of the page and not of the text: page numbers, rules,
 * contents lines, copyright and cookie notices, links to share, skip or go on, in both languages.
 */
export function isFurniture(line: string): boolean {
  return line.length <= LONGEST && (PAGE_NUMBER.test(line) || FURNITURE.some((shape) => shape.test(line)));
}
