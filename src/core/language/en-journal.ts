/** English words of the Journal, of undo and of the backup. */

/** Words by key. */
export const EN_JOURNAL = {
  'journal.kind.clean': 'Cleaning',
  'journal.kind.merge': 'Duplicates merged',
  'journal.kind.archive': 'Archive',
  'journal.kind.set-up': 'Client base made',
  'journal.kind.demo': 'Demo base made',
  'journal.kind.demo-delete': 'Demo data deleted',
  'journal.kind.repair': 'Check and repair',
  'journal.rowsAdded': '{tab}: {count#row|rows} added',
  'journal.rowsRemoved': '{tab}: {count#row|rows} removed',
  'journal.cellsChanged': '{tab}: {count#cell|cells} changed',
  'journal.state.half': 'undo not finished',
  'undo.rowsBack': '{count#row|rows} back at their place',
  'backup.name': '{tab} {time}',
  'backup.done': 'A copy was made: {tabs}. It stands hidden at the end of the tab bar and stays as it is.',
} as const;
