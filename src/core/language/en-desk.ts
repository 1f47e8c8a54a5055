/** English sentences of the menu's desks, the set-up dialog's frame and the demo base. */

/** English words and sentences by key. */
export const EN_DESK = {
  'menu.setUp': 'Turn this sheet into a client base',
  'menu.cleaning': 'Cleaning the base',
  'menu.duplicates': 'Duplicate clients',
  'menu.repair': 'Check and repair',
  'menu.journal': 'Undo actions',
  'page.setUp': 'Turn this sheet into a client base',
  'demo.shop': 'Flower shop',
  'demo.made': 'Added: {clients#client|clients} and {orders#order|orders} of an invented shop.',
  'demo.deleted': 'Deleted: {clients#client|clients} and {orders#order|orders} of the invented shop.',
  'demo.kept': 'Rows that were changed since and stay: {count}.',
  'demo.nothing': 'There is no untouched demo data here.',
} as const;
