/** What the declarations of @types/google-apps-script lack of Google's services. */

/** Classes that Google's reference calls a BlobSource though their declarations lack one of its methods. */
export const FURTHER_BLOB_SOURCES: readonly string[] = ['Gmail.GmailAttachment'];

/**
 * Members that the service still answers though today's reference does not list them: names of the first years, kept for old scripts.
 * Taken from public scripts that call them (Google's own bracket maker uses setBackgroundColor and getColumnIndex).
 * Qualified interface → old name → the member of today it is the same as.
 */
export const DEPRECATED_MEMBERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Spreadsheet.Range': {
    getBackgroundColor: 'getBackground',
    getBackgroundColors: 'getBackgrounds',
    setBackgroundColor: 'setBackground',
    setBackgroundColors: 'setBackgrounds',
    getColumnIndex: 'getColumn',
    getComment: 'getNote',
    getComments: 'getNotes',
    setComment: 'setNote',
    setComments: 'setNotes',
  },
  'Spreadsheet.Sheet': { getActiveSelection: 'getActiveRange' },
  'Spreadsheet.Spreadsheet': { getActiveSelection: 'getActiveRange' },
};
