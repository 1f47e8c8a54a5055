/** A cleaned row as the search for duplicates compares it. */
import { formatIsoDay } from '../calendar';
import type { DuplicateRecord } from '../duplicates/record';
import type { CleanRow } from './findings';
import { nameKey } from './name';

/** The record of a row: proposed values; a mistyped address stands beside the one that was probably meant. */
export function duplicateRecordOf({ name, phones, email, city, birthday }: CleanRow): DuplicateRecord {
  return {
    phones: phones.map(({ e164 }) => e164),
    emails: email === null || email.status === 'invalid' ? [] : [email.key, email.suggestion ?? ''].filter((address) => address !== ''),
    ...(name === null ? {} : { lastName: name.lastName, firstName: name.firstName, patronymic: name.patronymic, nameKey: nameKey(name) }),
    city,
    ...(birthday === null ? {} : { birthday: formatIsoDay(birthday) }),
  };
}
