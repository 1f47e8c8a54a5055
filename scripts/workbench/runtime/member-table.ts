/** The documentation table of what is emulated: each member of each class exact, partial (and how) or absent. */
import signatures from 'workbench:signatures';
import type { Fidelity, ServiceClass, ServiceModule } from './service';
import { displayName, memberNames } from './signature';

/** Markdown with one section per class, classes in order of their names. */
export function memberTableMarkdown(modules: readonly ServiceModule[]): string {
  return classesOf(modules).map(section).join('\n\n');
}

/** Members that Google declares and the host lacks: class name → members. */
export function absentMembers(modules: readonly ServiceModule[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(classesOf(modules).map((one) => [displayName(one), absentOf(one)]));
}

function classesOf(modules: readonly ServiceModule[]): ServiceClass[] {
  const classes = new Map<string, ServiceClass>();
  for (const module of modules) {
    for (const one of [...Object.values(module.globals), ...Object.values(module.advanced ?? {}), ...module.classes]) classes.set(one.interfaceName, one);
  }
  return [...classes.values()].sort((one, other) => (displayName(one) < displayName(other) ? -1 : 1));
}

function absentOf(serviceClass: ServiceClass): string[] {
  const own = signatures.interfaces[serviceClass.interfaceName];
  const enums = new Set(Object.keys(own?.enums ?? {}));
  return memberNames(signatures, serviceClass.interfaceName).filter((name) => !Object.hasOwn(serviceClass.members, name) && !enums.has(name)).sort();
}

function section(serviceClass: ServiceClass): string {
  const exact: string[] = [];
  const partial: string[] = [];
  for (const [name, entry] of Object.entries(serviceClass.members).sort(([one], [other]) => (one < other ? -1 : 1))) {
    const how = difference(entry.fidelity);
    if (how === null) exact.push(`\`${name}\``);
    else partial.push(`| \`${name}\` | ${how.replace(/\|/g, '\\|').replace(/\n/g, ' ')} |`);
  }
  const absent = absentOf(serviceClass).map((name) => `\`${name}\``);
  return [
    `### ${displayName(serviceClass)}`,
    `**Exact (${exact.length})**: ${exact.join(', ') || '–'}`,
    ...(partial.length > 0 ? [['| Partial | How it differs |', '| --- | --- |', ...partial].join('\n')] : []),
    `**Absent (${absent.length})**: ${absent.join(', ') || '–'}`,
  ].join('\n\n');
}

function difference(fidelity: Fidelity): string | null {
  return fidelity === 'exact' ? null : fidelity.partial;
}
