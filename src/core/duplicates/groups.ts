/** Joins accepted pairs into groups of one client each, best pairs first, and cuts chains that would join strangers. */

/** An accepted pair: positions and log odds in bits. */
export interface Link {
  readonly a: number;
  readonly b: number;
  readonly bits: number;
}

/** A pair of a group: the link that joined its two sides, which is the weakest between them on the best way. */
export interface GroupPair {
  readonly a: number;
  readonly b: number;
  readonly by: Link;
}

/** Two and more records of one client. */
interface Group {
  readonly members: readonly number[];
  /** The link that joined last: as the best come first, no other that holds the group is weaker. */
  readonly weakest: Link;
}

/** Groups with all their pairs. */
export interface Grouping {
  readonly groups: readonly Group[];
  readonly pairs: readonly GroupPair[];
}

/** Members of each side that are looked at for a contradiction: a group of more rows of one client has repeated itself long before. */
const CHECKED_MEMBERS = 30;

/** Members up to which all pairs of a group are listed; beyond, only those that were accepted by themselves. */
const LISTED_MEMBERS = 60;

/**
 * Joins along the links in the order given (best first). A link whose two sides contain a pair that contradicts stays a pair and joins nothing:
 * so A with B and B with C does not make A and C one client where they have different given names or birthdays.
 * @param contradicts true where two records cannot be one client
 */
export function groupsOf(links: readonly Link[], contradicts: (a: number, b: number) => boolean): Grouping {
  const groupAt = new Map<number, { members: number[]; weakest: Link }>();
  const pairs: GroupPair[] = [];
  const groupOf = (index: number, link: Link): { members: number[]; weakest: Link } => groupAt.get(index) ?? { members: [index], weakest: link };
  for (const link of links) {
    const sides = [groupOf(link.a, link), groupOf(link.b, link)].sort((one, other) => other.members.length - one.members.length);
    const [large, small] = sides;
    if (large === undefined || small === undefined || large === small) continue;
    const rest = small.members.slice(0, CHECKED_MEMBERS);
    if (large.members.slice(0, CHECKED_MEMBERS).some((one) => rest.some((other) => contradicts(one, other)))) continue;
    if (large.members.length + small.members.length <= LISTED_MEMBERS) {
      for (const one of large.members) for (const other of small.members) pairs.push({ a: Math.min(one, other), b: Math.max(one, other), by: link });
    }
    for (const member of small.members) large.members.push(member);
    large.weakest = link;
    for (const member of [link.a, link.b, ...small.members]) groupAt.set(member, large);
  }
  return { groups: Array.from(new Set(groupAt.values())), pairs };
}
