/** The old names of members that scripts of the first years call; the names themselves are listed in runtime/signature-supplement.ts. */
import type { MemberTable, ServiceClass } from '../../runtime/service';
import { DEPRECATED_MEMBERS } from '../../runtime/signature-supplement';

/** The member table with the old names of the interface beside the names of today. */
export function withOldNames(interfaceName: string, members: MemberTable): MemberTable {
  const old = Object.entries(DEPRECATED_MEMBERS[interfaceName] ?? {});
  return {
    ...members,
    ...Object.fromEntries(old.flatMap(([alias, today]) => {
      const entry = members[today];
      return entry === undefined ? [] : [[alias, entry]];
    })),
  };
}

/** Lets each old name of the class do what the member of today does. */
export function answerOldNames(serviceClass: ServiceClass): void {
  const prototype = serviceClass.prototype as unknown as Record<string, unknown>;
  for (const [alias, today] of Object.entries(DEPRECATED_MEMBERS[serviceClass.interfaceName] ?? {})) {
    Object.defineProperty(prototype, alias, { value: prototype[today], configurable: true, writable: true });
  }
}
