/** The service classes a workbench was made with, and what the guest must know of them. */
import type { ClassDescription, Descriptions } from './protocol';
import { ServiceObject, type MemberEntry, type ServiceClass, type ServiceModule } from './service';
import { findMember, memberNames, type SignatureTable } from './signature';

export class ServiceRegistry {
  readonly roots = new Map<string, ServiceClass>();
  /** Advanced services by serviceId, lower case ('gmail'). */
  readonly advanced = new Map<string, ServiceClass>();
  readonly classes = new Map<string, ServiceClass>();
  private readonly described = new Map<string, ClassDescription>();

  constructor(modules: readonly ServiceModule[], readonly signatures: SignatureTable) {
    for (const module of modules) {
      for (const [symbol, root] of Object.entries(module.globals)) this.roots.set(symbol, root);
      for (const [serviceId, root] of Object.entries(module.advanced ?? {})) this.advanced.set(serviceId.toLowerCase(), root);
      for (const one of [...Object.values(module.globals), ...Object.values(module.advanced ?? {}), ...module.classes]) this.classes.set(one.interfaceName, one);
    }
  }

  /** The description of a class: declared members and emulated ones. */
  describe(interfaceName: string): ClassDescription {
    let description = this.described.get(interfaceName);
    if (!description) {
      description = this.makeDescription(interfaceName);
      this.described.set(interfaceName, description);
    }
    return description;
  }

  private makeDescription(interfaceName: string): ClassDescription {
    const emulated = this.classes.get(interfaceName);
    const names = new Set([...memberNames(this.signatures, interfaceName), ...Object.keys(emulated?.members ?? {})]);
    const methods: string[] = [];
    const properties: string[] = [];
    const enums: Record<string, string> = {};
    for (const name of names) {
      const found = findMember(this.signatures, interfaceName, name);
      if (found?.kind === 'enum') enums[name] = found.enumName;
      else if (found?.kind === 'property' || (found === null && emulated !== undefined && isGetter(emulated, name))) properties.push(name);
      else methods.push(name);
    }
    return { name: interfaceName.split('.').pop() ?? interfaceName, methods, enums, properties };
  }

  /** Descriptions of classes together with the enums they show. */
  descriptions(interfaceNames: Iterable<string>): Descriptions {
    const classes: Record<string, ClassDescription> = {};
    const enums: Record<string, readonly string[]> = {};
    for (const name of interfaceNames) {
      const description = this.describe(name);
      classes[name] = description;
      for (const enumName of Object.values(description.enums)) enums[enumName] = this.signatures.enums[enumName] ?? [];
    }
    return { classes, enums };
  }
}

function isGetter(serviceClass: ServiceClass, name: string): boolean {
  for (let prototype = serviceClass.prototype as object | null; prototype && prototype !== ServiceObject.prototype; prototype = Object.getPrototypeOf(prototype) as object | null) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    if (descriptor) return descriptor.get !== undefined;
  }
  return false;
}

/** The entry of a member in the class or its emulated ancestors. */
export function memberEntry(serviceClass: ServiceClass, member: string): MemberEntry | undefined {
  return Object.hasOwn(serviceClass.members, member) ? serviceClass.members[member] : undefined;
}
